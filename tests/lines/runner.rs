//! What each tool makes of its text, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use s3_presigner::Tool;

/// The texts of one tool, each ready to run.
pub struct Runner {
    tool: Tool,
    texts: Vec<String>,
    program: Option<PathBuf>,
}

impl Runner {
    /// Rust is compiled once for all texts.
    pub fn new(tool: Tool, texts: Vec<String>) -> Self {
        let program = (tool == Tool::Reqwest).then(|| compiled(&texts));
        Self { tool, texts, program }
    }

    /// What a text says that has to succeed.
    pub fn runs(&self, number: usize, folder: &Path) -> String {
        let output = self.run(number, folder);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert!(output.status.success(), "{}\n{said}", self.texts[number]);
        assert!(!folder.join("pwned").exists(), "{}", self.texts[number]);
        said
    }

    pub fn run(&self, number: usize, folder: &Path) -> Output {
        let text = &self.texts[number];
        // A hanging tool is a failing one.
        let mut command = Command::new("timeout");
        command.arg("60");
        match self.tool {
            Tool::Curl | Tool::Wget | Tool::Aria2c | Tool::Gdal => command.args(["sh", "-c", text]),
            Tool::Node => command.args(["node", "-e", text]),
            Tool::Reqwest => command.arg(self.program.as_ref().unwrap()).arg(number.to_string()),
            Tool::DuckDb => command.arg(python()).arg(script("run_sql.py")).arg(text),
            Tool::Html => command.arg(python()).arg(script("open_page.py")).arg(text),
            Tool::Pandas => command
                .arg(python())
                .args(["-c", &format!("{text}print(table.to_csv(index=False))")]),
            Tool::Polars => {
                command.arg(python()).args(["-c", &format!("{text}print(table.write_csv())")])
            }
            _ => command.arg(python()).args(["-c", text]),
        };
        // No settings of whoever runs the tests, and some that the texts have to stand.
        command
            .current_dir(folder)
            .env("HOME", home())
            .env("CURL_HOME", home())
            .env("NO_PROXY", "*");
        command.env("PYTHONDONTWRITEBYTECODE", "1").output().unwrap()
    }
}

/// An empty folder of this name.
pub fn folder(name: &str) -> PathBuf {
    let folder = below_target(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A script of this folder.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lines").join(name)
}

/// The Python that has the libraries.
pub fn python() -> String {
    std::env::var("S3_PRESIGNER_PYTHON").expect("tests/lines/run installs the tools and sets this")
}

/// A home whose `.netrc` has a password for every host.
fn home() -> PathBuf {
    let home = below_target("home");
    fs::create_dir_all(&home).unwrap();
    let netrc = home.join(".netrc");
    fs::write(
        &netrc,
        "machine 127.0.0.1 login nobody password nothing\ndefault login nobody password nothing\n",
    )
    .unwrap();
    // Some tools read it only where nobody else can.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&netrc, fs::Permissions::from_mode(0o600)).unwrap();
    }
    home
}

fn below_target(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines").join(name)
}

/// One program with every text as a module of its own, of which an argument names one.
fn compiled(texts: &[String]) -> PathBuf {
    static BUILDING: Mutex<()> = Mutex::new(());
    static BUILT: AtomicUsize = AtomicUsize::new(0);
    let _alone = BUILDING.lock();
    let built = below_target("reqwest");
    fs::create_dir_all(&built).unwrap();
    let mut modules = String::new();
    let mut arms = String::new();
    for (number, text) in texts.iter().enumerate() {
        modules += &format!("mod text_{number} {{ pub {text} }}\n");
        arms += &format!("Some(\"{number}\") => text_{number}::main(),\n");
    }
    let main = format!(
        "{modules}\nfn main() -> Result<(), Box<dyn std::error::Error>> {{\n\
         match std::env::args().nth(1).as_deref() {{\n{arms}_ => Err(\"no such text\".into()),\n}}\n}}\n"
    );
    fs::write(built.join("main.rs"), main).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--locked"]).current_dir(script("reqwest"));
    cargo.env("CARGO_TARGET_DIR", &built).env("LINES_MAIN", built.join("main.rs"));
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let program = built.join(format!("lines-{}", BUILT.fetch_add(1, Ordering::Relaxed)));
    fs::copy(built.join("debug/lines"), &program).unwrap();
    program
}

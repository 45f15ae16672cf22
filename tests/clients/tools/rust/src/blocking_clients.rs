use std::fs::File;

use crate::Done;

pub fn ureq(way: &str, link: &str, file: &str) -> Done {
    match way {
        "get" => std::fs::write(file, ureq::get(link).call()?.body_mut().read_to_vec()?)?,
        "bytes" => drop(ureq::put(link).send(&std::fs::read(file)?)?),
        "file" => drop(ureq::put(link).send(File::open(file)?)?),
        _ => drop(ureq::put(link).send(ureq::SendBody::from_reader(&mut File::open(file)?))?),
    }
    Ok(())
}

pub fn attohttpc(way: &str, link: &str, file: &str) -> Done {
    let answer = match way {
        "get" => attohttpc::get(link).send()?,
        "bytes" => attohttpc::put(link).bytes(std::fs::read(file)?).send()?,
        _ => attohttpc::put(link).file(File::open(file)?).send()?,
    };
    let content = answer.error_for_status()?.bytes()?;
    if way == "get" {
        std::fs::write(file, content)?;
    }
    Ok(())
}

pub fn minreq(way: &str, link: &str, file: &str) -> Done {
    let answer = match way {
        "get" => minreq::get(link).send()?,
        _ => minreq::put(link).with_body(std::fs::read(file)?).send()?,
    };
    if answer.status_code != 200 {
        return Err(answer.reason_phrase.into());
    }
    if way == "get" {
        std::fs::write(file, answer.as_bytes())?;
    }
    Ok(())
}

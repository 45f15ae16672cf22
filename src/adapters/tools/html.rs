//! A link in a page.

use super::job::{Job, Task};
use crate::xml::push_escaped;

pub(super) fn element(job: &Job<'_>) -> String {
    let mut html = String::from("<a href=\"");
    push_escaped(&mut html, job.link());
    html.push('"');
    if let Task::Download(file) = &job.task {
        html.push_str(" download=\"");
        push_escaped(&mut html, file.name());
        html.push_str("\">");
        push_escaped(&mut html, file.name());
    }
    html.push_str("</a>");
    html
}

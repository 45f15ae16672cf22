//! A request body that can be looked at, and finished, beside the one who reads it.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Method;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_TYPE, EXPECT};
use hyper::http::request::Parts;

/// The request body as s3s reads it, still in reach of the server.
#[derive(Clone)]
pub struct SharedBody {
    state: Arc<Mutex<State>>,
}

struct State {
    incoming: Incoming,
    /// The first bytes, kept of forms only: s3s tells no one which fields a form had.
    head: Option<Vec<u8>>,
    /// The client waits for a `100 Continue` that any read makes hyper send.
    waits: bool,
}

impl SharedBody {
    pub fn new(incoming: Incoming, parts: &Parts) -> Self {
        let waits = parts.headers.contains_key(EXPECT);
        let head = is_form(parts).then(Vec::new);
        Self { state: Arc::new(Mutex::new(State { incoming, head, waits })) }
    }

    /// The value of a form's field, as far as the fields have been read, or nothing where the body
    /// is no form.
    pub fn form_field(&self, name: &str) -> Option<String> {
        let state = self.lock();
        let head = String::from_utf8_lossy(state.head.as_deref()?);
        let fields = head.split("name=\"file\"").next()?;
        let mut parts = fields.split("name=\"").skip(1);
        parts.find_map(|part| {
            let (found, rest) = part.split_once('"')?;
            let (value, _) = rest.split_once("\r\n\r\n")?.1.split_once("\r\n--")?;
            found.eq_ignore_ascii_case(name).then(|| value.to_owned())
        })
    }

    /// Whether the body is a browser's form.
    pub fn is_form(&self) -> bool {
        self.lock().head.is_some()
    }

    /// Reads what nobody read. A refusal that leaves bytes unread closes the connection upon a client
    /// that still writes, and some clients then report a broken pipe instead of the refusal.
    pub async fn drain(mut self) {
        if self.lock().waits {
            return;
        }
        let rest = async { while let Some(Ok(_)) = next_frame(&mut self).await {} };
        let _ = tokio::time::timeout(DRAIN_TIME, rest).await;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body for SharedBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let mut state = self.lock();
        let polled = Pin::new(&mut state.incoming).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &polled {
            state.waits = false;
            state.remember(frame.data_ref());
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.lock().incoming.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.lock().incoming.size_hint()
    }
}

impl State {
    fn remember(&mut self, data: Option<&Bytes>) {
        if let (Some(head), Some(data)) = (&mut self.head, data)
            && head.len() < HEAD_SIZE
        {
            head.extend_from_slice(data);
        }
    }
}

/// The next frame of any body.
pub async fn next_frame<B: Body + Unpin>(body: &mut B) -> Option<Result<Frame<B::Data>, B::Error>> {
    poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await
}

fn is_form(parts: &Parts) -> bool {
    let content_type = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    parts.method == Method::POST
        && content_type
            .is_some_and(|value| value.to_ascii_lowercase().starts_with("multipart/form-data"))
}

const HEAD_SIZE: usize = 256 * 1024;
const DRAIN_TIME: Duration = Duration::from_secs(10);

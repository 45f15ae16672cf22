//! [`Fit`]: what credentials can do for a request.

/// What credentials can do for a lifetime, compared with fresh ones of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// As much as fresh ones could.
    Enough,
    /// Fresh ones could do more, but the policy takes what these can.
    Less,
    /// Nothing that the policy takes, while fresh ones could do something.
    Nothing,
}

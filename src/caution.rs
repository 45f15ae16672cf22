//! What may happen to a link in its holder's hands, though it is right.

mod carrier;
mod data_format;
mod headers;
mod kind;
mod path;
mod survey;
mod text;
mod tools;

pub use self::carrier::Carrier;
pub use self::kind::Caution;

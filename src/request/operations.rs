//! Constructors for the operations beyond GET, PUT, HEAD and DELETE of an object.

mod annotations;
mod listing;
mod multipart;
mod rename;
mod subresources;

pub use self::subresources::ObjectAttribute;

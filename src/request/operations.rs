//! Constructors for the operations beyond GET, PUT, HEAD and DELETE of an object.

mod listing;
mod multipart;
mod subresources;

pub use self::subresources::ObjectAttribute;

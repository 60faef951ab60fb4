//! Defects that come and go.

include!(env!("LINES_MAIN"));

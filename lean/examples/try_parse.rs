fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let (file, problems) = lean::syntax::parse(&text, &mut lean::syntax::Grammar::new());
        let table = lean::syntax::LineTable::new(&text);
        println!("{path}: {} commands, {} problems", file.commands.len(), problems.len());
        for p in problems {
            let at = table.position(&text, p.span.start);
            let line = text.lines().nth(at.line as usize - 1).unwrap_or("");
            println!("  {}:{}:{} {:?}   {}", path, at.line, at.column, p.kind, line);
        }
    }
}

//! The pages that `lumenc explain` prints, one for each code.
//! Given by: the Markdown files in `pages/`.
//! Gives: a page by its code; the nearest code to a misspelled one.
//! Holds: the table below lists every file of the folder; a test compares them.

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        /// Code and page, in order.
        pub const PAGES: &[(&str, &str)] = &[$(($code, include_str!(concat!("pages/", $code, ".md")))),*];
    };
}

pages![
    "exit-codes",
    "E0101",
    "E0102",
    "E0103",
    "E0104",
    "E0105",
    "E0106",
    "E0107",
    "E0108",
    "E0109",
    "E0110",
    "E0111",
    "E0112",
    "E0113",
    "E0114",
    "E0115",
    "E0116",
    "E0117",
    "E0118",
    "E0119",
    "E0121",
    "E0122",
    "E0123",
    "E0124",
    "E0125",
    "E0131",
    "E0132",
    "E0133",
    "E0134",
    "E0135",
    "E0136",
    "E0137",
    "E0199",
    "E0201",
    "E0202",
    "E0203",
    "E0204",
    "E0205",
    "E0206",
    "E0207",
    "E0208",
    "E0301",
    "E0302",
    "E0303",
    "E0304",
    "E0306",
    "E0307",
    "E0308",
    "E0309",
    "E0310",
    "E0311",
    "E0312",
    "E0313",
    "E0314",
    "E0315",
    "E0316",
    "E0317",
    "E0318",
    "E0319",
    "E0320",
    "E0321",
    "E0322",
    "E0401",
    "E0402",
    "E0403",
    "E0404",
    "E0405",
    "E0501",
    "E0502",
    "E0503",
    "E0504",
    "E0505",
    "E0506",
    "E0511",
    "E0512",
    "E0513",
    "E0514",
    "E0515",
    "E0516",
    "E0517",
    "E0518",
    "E0519",
    "E0521",
    "E0522",
    "E0523",
    "E0524",
    "E0525",
    "E0526",
    "E0527",
    "E0601",
    "E0602",
    "E0603",
    "E0604",
    "E0605",
    "E0701",
    "E0702",
    "W0305",
];

/// The page of a code, whatever the case of its letters.
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|&(_, page)| page)
}

/// The known code that differs least from a misspelled one, if it differs in at most two letters.
#[must_use]
pub fn nearest(code: &str) -> Option<&'static str> {
    let code = code.to_ascii_uppercase();
    PAGES
        .iter()
        .map(|&(known, _)| (distance(&known.to_ascii_uppercase(), &code), known))
        .filter(|&(distance, _)| distance <= 2)
        .min()
        .map(|(_, known)| known)
}

/// Number of letters to insert, delete or replace (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, &y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_lists_the_folder() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics/pages");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().trim_end_matches(".md").to_string())
            .collect();
        let mut listed: Vec<String> = PAGES.iter().map(|(code, _)| (*code).to_string()).collect();
        files.sort();
        listed.sort();
        assert_eq!(files, listed);
    }

    #[test]
    fn pages_have_their_sections() {
        for (code, page) in PAGES.iter().filter(|(code, _)| *code != "exit-codes") {
            assert!(page.starts_with(&format!("# {code}: ")), "{code}: title");
            for section in ["## What happened", "## What to do"] {
                assert!(page.contains(section), "{code}: {section}");
            }
        }
    }

    #[test]
    fn a_misspelled_code_is_found() {
        assert_eq!(nearest("E040l"), Some("E0401"));
        assert_eq!(nearest("exit-code"), Some("exit-codes"));
        assert_eq!(nearest("nonsense"), None);
    }
}

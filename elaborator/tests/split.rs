//! What is compiled is what a renderer of Markdown shows as fences of Lumen.
//! Given by: handwritten and random documents.
//! Gives: nothing.
//! Holds: of every document whose fences are accepted, `pulldown-cmark` finds the same fences, and shows all of them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use elaborator::document::Language;
use elaborator::elaborate;
use elaborator::source::Source;
use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The contents of our fences, if nothing about them is doubtful.
fn ours(text: &str) -> Option<Vec<String>> {
    let source = Source::new("a.lm.md", text);
    let elaborated = elaborate(&source);
    let doubtful = elaborated.problems.iter().any(|problem| matches!(problem.code.number(), 101..=115 | 119));
    let lumen = elaborated.fences.iter().filter(|fence| fence.language == Language::Lumen);
    (!doubtful).then(|| lumen.map(|fence| source.slice(fence.span).replace("\r\n", "\n")).collect())
}

/// The contents of the fences that a renderer shows: at the top level, with the info string `lumen`.
fn theirs(text: &str, options: Options) -> Vec<String> {
    let mut found = Vec::new();
    let (mut depth, mut inside) = (0, false);
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if depth == 0 && &*info == "lumen" => {
                inside = true;
                found.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) if inside => inside = false,
            Event::Text(content) if inside => {
                found.last_mut().unwrap().push_str(&content.replace("\r\n", "\n"))
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    found
}

/// Everything that `pulldown-cmark` adds to CommonMark; other renderers have some of it and not the rest.
fn agrees(text: &str) {
    let Some(ours) = ours(text) else { return };
    let mut dialects = vec![Options::empty(), Options::all()];
    dialects.extend([
        Options::ENABLE_GFM,
        Options::ENABLE_FOOTNOTES,
        Options::ENABLE_OLD_FOOTNOTES,
        Options::ENABLE_MATH,
        Options::ENABLE_DEFINITION_LIST,
    ]);
    dialects.extend([
        Options::ENABLE_YAML_STYLE_METADATA_BLOCKS,
        Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS,
    ]);
    for options in dialects {
        assert_eq!(ours, theirs(text, options), "{options:?}: {text:?}");
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, Parser::new(text));
    assert!(!hides_code(&html), "{text:?} is rendered as {html:?}");
}

/// Whether raw HTML that could hide what follows reaches the page.
fn hides_code(html: &str) -> bool {
    let open = html.matches("<!--").count();
    open != html.matches("-->").count()
        || ["<script", "<div", "<style", "<?"].iter().any(|tag| html.contains(tag))
}

#[test]
fn documents_that_are_accepted_are_rendered_alike() {
    let accepted = [
        "```lumen\na\n```\n",
        "text\n\n```lumen\na\n\nb\n```\ntext\n\n```lumen\n```\n",
        "- a list\n\n```lumen\na\n```\n",
        "> a quotation\n\n```lumen\na\n```\n",
        "1. one\n\n   two\n\n```lumen\na\n```\n",
        "`List<T>` and <https://example.com> <!-- a comment -->\n\n```lumen\na\n```\n",
        "````lumen\na\n````\n",
        "```rust\nfn f() {}\n```\n\n```lumen\na\n```\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```lumen\na\n```\n",
        "text\r\n\r\n```lumen\r\na\r\n```\r\n",
        "    indented\n\n```lumen\na\n```\n",
        "[a]: /url\n'title'\n\n```lumen\na\n```\n",
        "```lumen\na\n```",
        "Title\n---\n\n```lumen\na\n```\n",
    ];
    for text in accepted {
        assert!(ours(text).is_some_and(|fences| !fences.is_empty()), "{text:?}");
        agrees(text);
    }
}

#[test]
fn documents_that_hide_a_fence_are_refused() {
    let refused = [
        "<!--\n\n```lumen\na\n```\n\n-->\n",
        "text <!-- more\n\n```lumen\na\n```\n",
        "<pre>\n\n```lumen\na\n```\n",
        "<script>\n\n```lumen\na\n```\n",
        "text <textarea>\n\n```lumen\na\n```\n",
        "`a` <b `c`\n\n```lumen\na\n```\n",
        "a ` b\n<div> ` c\n\n```lumen\na\n```\n",
        "\\`<script>\\`\n\n```lumen\na\n```\n",
        "<!--> a -->\n\n```lumen\na\n```\n",
        "<?php\n\n```lumen\na\n```\n",
        "<![CDATA[\n\n```lumen\na\n```\n",
        "- a\n  ```lumen\n  a\n  ```\n",
        "- a\n```lumen\na\n```\n",
        "a\n```lumen\nb\n```\n",
        "~~~\n```lumen\na\n```\n~~~\n",
        "````\n```lumen\na\n```\n````\n",
        "---\ntitle: a\n\n```lumen\na\n```\n\n---\n",
        "```lumen\na\n  ```\n\n```lumen\nb\n```\n",
        "```lumen \na\n```\n",
        "```lumen\na\n``` \n",
        "```lumen\na\n~~~\n",
        "\t```lumen\na\n\t```\n",
    ];
    for text in refused {
        assert_eq!(ours(text), None, "{text:?}");
    }
}

/// Lines of which documents are made that renderers could read in different ways.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "```lumen",
    "```lumen",
    "```",
    "```",
    "````",
    "``````",
    "~~~",
    "~~~lumen",
    " ```lumen",
    "   ```",
    "    ```lumen",
    "\t```",
    "```lumen ",
    "```lumen x",
    "``` lumen",
    "```lean",
    "```rust",
    "`` `",
    "`",
    "text",
    "a `b",
    "c` d",
    "- item",
    "  - ```lumen",
    "> quote",
    "> ```lumen",
    "1. one",
    "10) ```",
    "<div>",
    "</div>",
    "<!-- x -->",
    "<!--",
    "-->",
    "<script>",
    "<b>x</b>",
    "`<b>`",
    "<https://a.b>",
    "<a",
    "---",
    "+++",
    "***",
    "# Title",
    "===",
    "[a]: <b",
    "[^1]: note",
    "| a | b |",
    "|---|---|",
    "$$",
    "\\",
    "\\```lumen",
    "x = 1",
    "&lt;div&gt;",
    ": term",
    "    code",
    "[!NOTE]",
    "> [!NOTE]",
    "``",
    "*a `b* c`",
    "<!-- a -- b -->",
    "<!---->",
    "![x](<y",
    "]]>",
    ":::",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn random_documents_are_read_as_they_are_rendered(
        lines in prop::collection::vec(prop::sample::select(LINES), 0..14),
        end in prop::sample::select(&["\n", "\r\n"][..]),
    ) {
        agrees(&lines.join(end));
    }

    #[test]
    fn random_lines_around_a_fence_are_read_as_they_are_rendered(
        before in prop::collection::vec(prop::sample::select(LINES), 0..6),
        inside in prop::collection::vec(prop::sample::select(LINES), 0..3),
        after in prop::collection::vec(prop::sample::select(LINES), 0..4),
    ) {
        let all = [before, vec!["", "```lumen"], inside, vec!["```", ""], after].concat();
        agrees(&all.join("\n"));
    }

    #[test]
    fn random_characters_are_read_as_they_are_rendered(text in "([`~<>!\\-/a\n \t#*_\\[\\]\\\\]|```lumen\n|\n\n|<!--|-->){0,60}") {
        agrees(&text);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let source = Source::new("a.lm.md", bytes);
        let elaborated = elaborate(&source);
        prop_assert!(elaborated.program.is_none() || elaborated.is_accepted());
    }
}

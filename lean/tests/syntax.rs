//! Tests of the Lean parser: trees of accepted texts, problems and their places of refused ones.
//! Given by: small texts of the subset.
//! Gives: confidence that what is written is what is read.
//! Holds: every refused text names line and column; no text, however deep or broken, ends in a crash.

use lean::syntax::tree::{CommandKind, File};
use lean::syntax::{Grammar, HEIGHT_LIMIT, LineTable, Problem, ProblemKind, parse};

fn read(text: &str) -> (File, Vec<Problem>) {
    parse(text, &mut Grammar::new())
}

/// Replaces every stretch between two marks by what `change` makes of its inside.
fn between(text: &str, open: &str, close: &str, change: impl Fn(&str) -> String) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        let Some((inside, after)) = after.split_once(close) else { break };
        result.push_str(before);
        result.push_str(&change(inside));
        rest = after;
    }
    result + rest
}

/// The tree without its places: `Debug`, with spans and the noise of wrappers taken out.
fn outline(file: &File) -> String {
    let text = format!("{:?}", file.commands);
    let text = between(&text, "span: Span {", "}", |_| String::new());
    let text = between(&text, "Identifier { , parts: [", "] }", |parts| {
        parts.replace("\", \"", ".").replace('"', "")
    });
    let text = between(&text, "Term { , kind: Identifier(", ", None) }", str::to_string);
    let text = between(&text, "BinderName { , name: ", " }", str::to_string);
    text.replace(" { , ", " { ").replace("Term { kind: ", "{").replace("Tactic { kind: ", "{")
}

/// The single term of `example := term`.
fn term(text: &str) -> String {
    let (file, problems) = read(&format!("#check {text}"));
    assert_eq!(problems, [], "{text}");
    outline(&file)
}

/// Two spellings of one tree.
fn same(left: &str, right: &str) {
    assert_eq!(term(left), term(right));
}

/// Places and kinds of the problems of a text.
fn problems(text: &str) -> Vec<String> {
    let table = LineTable::new(text);
    let (_, problems) = read(text);
    let show = |problem: &Problem| {
        let position = table.position(text, problem.span.start);
        format!("{}:{} {:?}", position.line, position.column, problem.kind)
    };
    problems.iter().map(show).collect()
}

#[test]
fn precedence() {
    same("a + b * c", "a + (b * c)");
    same("a - b - c", "(a - b) - c");
    same("a ^ b ^ c", "a ^ (b ^ c)");
    same("-x ^ 2 + y", "(-(x ^ 2)) + y");
    same("f a b + g c", "(f a b) + (g c)");
    same("a → b → c", "a → (b → c)");
    same("a ∧ b ∨ c ∧ d → e", "((a ∧ b) ∨ (c ∧ d)) → e");
    same("¬ a = b", "¬ (a = b)");
    same("¬ a ∧ b", "(¬ a) ∧ b");
    same("a = b ↔ c", "(a = b) ↔ c");
    same("x :: y :: zs ++ ws", "(x :: (y :: zs)) ++ ws");
    same("p ∧ ∀ x, q x ∧ r", "p ∧ (∀ x, (q x ∧ r))");
    same("f fun x => x + 1", "f (fun x => (x + 1))");
    same("f <| g <| x + 1", "f (g (x + 1))");
    same("f a $ b", "f a b");
    same("x |> f a |> g", "g (f a x)");
    same("x |>.f a", "(x).f a");
    same("f x.1 y", "f (x.1) y");
    same("(f x).1.foo.bar", "((((f x).1).foo).bar)");
    same("h ▸ a = b", "(h ▸ a) = b");
    same("!a && b || c", "((!a) && b) || c");
    same("∀ x < n, p x", "∀ x, x < n → p x");
    same("∃ x ∈ s, p x", "∃ x, x ∈ s ∧ p x");
    same("∀ x y : Nat, p", "∀ (x y : Nat), p");
    same("a <= b", "a ≤ b");
    same("λ x ↦ x", "fun x => x");
}

#[test]
fn not_the_same() {
    let different = |left: &str, right: &str| assert_ne!(term(left), term(right));
    different("f a b", "f (a b)");
    different("a - b - c", "a - (b - c)");
    different("(x : A) → B", "(x : A)");
    different("xs[i]", "xs [i]");
    different("f.{u} x", "f x");
    different("@f x", "f x");
}

#[test]
fn terms() {
    insta::assert_snapshot!(term("fun (x : Nat) {y} ⟨a, b⟩ => x"));
    insta::assert_snapshot!(term("(x : A) → {y : B} → [C x] → ⦃z : D⦄ → E"));
    insta::assert_snapshot!(term("{ x : Nat // x < 2 } × (a : A) × B"));
    insta::assert_snapshot!(term("{ p with x := 1, y.z := 2, .. : P }"));
    insta::assert_snapshot!(term("{ x := 1\n         y }"));
    insta::assert_snapshot!(term("match h : a, b with | 0, .succ n | n + 1, _ => n | x@(y :: _), .(z) => x"));
    insta::assert_snapshot!(term("let f (x : A) : B := c; have ⟨p, q⟩ := e; have : C := d\nf"));
    insta::assert_snapshot!(term("(· + 1, f · 2)"));
    insta::assert_snapshot!(term("if h : a then [b] else if c then #[d] else ()"));
    insta::assert_snapshot!(term("(f (n := 2) ?x ?_ _ .. : Type (max u v + 1))"));
}

#[test]
fn literals() {
    insta::assert_snapshot!(term(r#"f 0x1F 1_000 "a\n\"\u03b1" 'x' '\n' 1.5e-3 r"\n" «a b».c x₁' Sort"#));
    assert_eq!(problems("#check \"\\q\""), ["1:8 Lexical(Escape)"]);
    assert_eq!(problems("#check 0x"), ["1:8 Lexical(Number)"]);
}

#[test]
fn tactics() {
    let text = "example : p := by\n  intro x ⟨a, b⟩\n  rw [foo, ← bar x] at h ⊢\n  simp only [a, -b, *]; exact c <;> d\n";
    let (_, found) = read(text);
    assert!(
        matches!(found.as_slice(), [Problem { kind: ProblemKind::UnknownTactic(name), .. }] if name == "d")
    );
    let text = "
example : p := by
  induction n using r generalizing x y with
  | zero => rfl
  | succ n ih =>
    cases h : f x with
    | inl a | inr b => contradiction
    | _ =>
      have q : a = b := by
        omega
      exact g
        (h x)
  obtain ⟨x, -, rfl | h⟩ : ∃ x, p x := foo
  refine ⟨?_, fun y => ?a⟩
  · exact e; assumption
  · first | rfl | (constructor <;> simp)
    all_goals try decide
  calc a = b := p
    _ < c := q
  case inl h | inr h => exact h
";
    let (file, found) = read(text);
    assert_eq!(found, []);
    insta::assert_snapshot!(outline(&file));
}

#[test]
fn lines_divide_blocks() {
    let (file, found) = read("example : a := by\n  exact f\n  exact g\nexample := f\n  g\nexample := h");
    assert_eq!(found, []);
    assert_eq!(file.commands.len(), 3);
    same("by\n exact f\n exact g", "by exact f; exact g");
    same("by\n exact f\n  g", "by exact f g");
    same(
        "match a with\n| b => match c with\n  | d => e\n| f => g",
        "match a with | b => (match c with | d => e) | f => g",
    );
}

#[test]
fn commands() {
    let text = "
import A.B
namespace Foo
universe u v
open Nat hiding add
variable {α : Type u} [Inhabited α] (x y : α)
/-- Doc. -/
@[simp, local instance 10] private theorem foo.{w} (h : a) : b := c
def f : Nat → Nat
  | 0 => 1
  | n + 1 => f n
termination_by n => n
inductive T (α : Type) : Nat → Type u where
  | nil : T α 0
  /-- Cons. -/
  | cons (x : α) {n} (t : T α n) : T α (n + 1)
  deriving Repr, BEq
structure S (α) extends P α, Q where
  mk' ::
  /-- A field. -/
  a b : Nat
  c : a = b := by rfl
  [d : D]
class C (α : Type u) where
  op : α → α → α
instance (priority := 100) : C Nat where
  op
    | 0, y => y
    | x, _ => x
attribute [-simp] foo bar
set_option pp.all true in
axiom no : False
mutual
inductive A | a : B → A
inductive B | b : A → B
end
end Foo
#print axioms foo
";
    let (file, found) = read(text);
    assert_eq!(found, []);
    assert_eq!(file.imports.len(), 1);
    insta::assert_snapshot!(outline(&file));
}

#[test]
fn notations() {
    let define = "infixl:65 \" ⊞ \" => f\nnotation:max \"⌊\" x \"⌋\" => norm x\nprefix:100 \"√\" => root\n";
    let both = |text: &str| {
        let (file, found) = read(&format!("{define}#check {text}"));
        assert_eq!(found, [], "{text}");
        let last = file.commands.last().expect("a command").clone();
        outline(&File { imports: Vec::new(), commands: vec![last] })
    };
    assert_eq!(both("a ⊞ b ⊞ c = √ d"), term("f (f a b) c = root d"));
    assert_eq!(both("g ⌊a + b⌋"), term("g (norm (a + b))"));
    assert_eq!(problems("notation \"d\" x => (x, x)\n#check d 1"), ["2:8 Unsupported(\"notation\")"]);
}

#[test]
fn every_command_has_its_problem() {
    let text = "
theorem a : := b
theorem good : a := b
def x := (1, 2
theorem c : a := by
  rw [h at g
theorem d := ⟨1, 2)
  more nonsense ) here
example := do x
#check a = b = c
theorem e := by
theorem f := by frobnicate x
";
    let found = problems(text);
    insta::assert_snapshot!(found.join("\n"));
    let (file, _) = read(text);
    assert!(
        matches!(file.commands.as_slice(), [first, ..] if matches!(first.kind, CommandKind::Declaration(_)))
    );
}

#[test]
fn what_is_no_word() {
    assert_eq!(problems("#check \u{1}"), ["1:8 Lexical(Character('\\u{1}'))"]);
    assert_eq!(problems("/- open /- twice -/"), ["1:1 Lexical(Comment)"]);
    assert_eq!(problems("#check \"abc"), ["1:8 Lexical(Text)"]);
    assert_eq!(problems("#check «abc"), ["1:8 Lexical(Name)"]);
    assert_eq!(problems("-- only\n/- a /- comment -/ -/"), Vec::<String>::new());
    assert_eq!(problems(""), Vec::<String>::new());
}

#[test]
fn depth_is_limited() {
    for (open, close) in
        [("(", ")"), ("⟨", "⟩"), ("[", "]"), ("¬", ""), ("fun x => ", ""), ("f <| ", ""), ("{x : A} → ", "")]
    {
        let deep = format!("#check {}a{}", open.repeat(100_000), close.repeat(100_000));
        assert!(matches!(read(&deep).1.as_slice(), [Problem { kind: ProblemKind::Limit, .. }]), "{open}");
    }
    for wide in ["a + ", "a ∧ ", "a.1 → "] {
        let deep = format!("#check {}a", wide.repeat(100_000));
        assert!(matches!(read(&deep).1.as_slice(), [Problem { kind: ProblemKind::Limit, .. }]), "{wide}");
    }
    let tactics = format!("example := by {}skip", "(".repeat(100_000));
    assert!(matches!(read(&tactics).1.as_slice(), [Problem { kind: ProblemKind::Limit, .. }]));
    let fields = format!("#check a{}", ".1".repeat(100_000));
    assert!(matches!(read(&fields).1.as_slice(), [Problem { kind: ProblemKind::Limit, .. }]));
    let allowed = format!("#check {}a", "a + ".repeat(HEIGHT_LIMIT as usize - 20));
    assert_eq!(read(&allowed).1, []);
    let many = format!("#check f{}", " a".repeat(100_000));
    assert_eq!(read(&many).1, []);
}

#[test]
fn broken_texts_do_not_crash() {
    let text =
        "theorem a.{u} (x : Nat) : x = «y z» := by\n  cases h : f x with\n  | inl ⟨a, b⟩ => simp [a] at *\n";
    let boundaries: Vec<usize> = text.char_indices().map(|(index, _)| index).collect();
    for &cut in &boundaries {
        let _ = read(&text[..cut]);
        let _ = read(&text[cut..]);
        for insert in ["(", "⟨", "|", "=>", "by", "\n", "\"", "«", "/-", "end ", "notation \"a\" => "] {
            let _ = read(&format!("{}{insert}{}", &text[..cut], &text[cut..]));
        }
    }
}

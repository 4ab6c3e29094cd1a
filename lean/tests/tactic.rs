//! Tests of tactics: proofs that the kernel accepts, and failures with their place, reason and goals.
//! Given by: a small base in Lean syntax, and proofs over it.
//! Gives: confidence that each tactic proves what it should and nothing else.
//! Holds: a text without problems has been checked by the kernel, declaration by declaration.

use kernel::{Environment, Store};
use lean::elaborate::{Fault, GoalFault, Problem, State, elaborate_file};
use lean::print::show;
use lean::syntax::LineTable;
use lean::tactic::fault::TacticFault;

const BASE: &str = include_str!("base.lean");

struct Session {
    store: Store,
    environment: Environment,
    state: State,
}

impl Session {
    fn new() -> Self {
        let allowed_axioms = vec!["propext".into(), "funext".into(), "Classical.em".into()];
        let state = State { allowed_axioms, ..State::default() };
        let mut session = Session { store: Store::new(), environment: Environment::new(), state };
        let problems = session.read(BASE);
        assert_eq!(problems, [], "the base has problems");
        session
    }

    fn read(&mut self, text: &str) -> Vec<Problem> {
        elaborate_file(&mut self.store, &mut self.environment, &mut self.state, text)
    }

    /// Place, reason and goals of every problem of a text.
    fn problems(&mut self, text: &str) -> Vec<String> {
        let table = LineTable::new(text);
        let problems = self.read(text);
        problems.iter().map(|problem| self.line(text, &table, problem)).collect()
    }

    fn line(&self, text: &str, table: &LineTable, problem: &Problem) -> String {
        let position = table.position(text, problem.span.start);
        let place = format!("{}:{}", position.line, position.column);
        let Fault::Goals(fault, goals) = &problem.fault else {
            return format!(
                "{place} {}",
                format!("{:?}", problem.fault).split(['(', ' ']).next().unwrap_or("")
            );
        };
        let reason = match fault {
            GoalFault::Unsolved => "unsolved".to_string(),
            GoalFault::Failed(reason) => format!("{reason:?}"),
        };
        let term = |term| show(&self.store, &self.environment, term);
        let goals = goals.iter().map(|goal| {
            let hypotheses = goal.hypotheses.iter().map(|(name, of, _)| format!("{name} : {}", term(*of)));
            format!("[{}] {} ⊢ {}", goal.tag, hypotheses.collect::<Vec<_>>().join(", "), term(goal.target))
        });
        format!("{place} {reason} {}", goals.collect::<Vec<_>>().join(" ; ")).trim_end().to_string()
    }
}

fn accepted(text: &str) {
    let mut session = Session::new();
    assert_eq!(session.problems(text), Vec::<String>::new());
}

fn refused(text: &str, expected: &[&str]) {
    let mut session = Session::new();
    assert_eq!(session.problems(text), expected);
}

#[test]
fn introduction_and_application() {
    accepted(
        "
theorem compose (p q r : Prop) : (p → q) → (q → r) → p → r := by
  intro f g x
  apply g
  apply f
  exact x
theorem unnamed (p q : Prop) : p → q → p := by
  intros; assumption
theorem pattern (p q : Prop) : p ∧ q → q ∧ p := by
  intro ⟨hp, hq⟩
  constructor <;> assumption
theorem transitive (a b c : N) (h : a = b) (k : b = c) : a = c := by
  apply Eq.trans
  exact h
  exact k
theorem unfolds (p : Prop) (h : p) (n : ¬ p → False) : ¬ ¬ p := by
  intro k
  exact k h
theorem special (p q : Prop) (h : p → q) (x : p) : q := by
  specialize h x
  exact h
theorem backwards (p : N → Prop) (h : ∀ n, p n) (m : N) : p m := by
  revert m
  exact h
",
    );
}

#[test]
fn goals_in_terms() {
    accepted(
        "
theorem holes (p q : Prop) (hp : p) (hq : q) : p ∧ q ∧ p := by
  refine ⟨?_, ?_, ?_⟩
  all_goals assumption
theorem named (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  refine ⟨?a, ?b⟩
  case b => exact hq
  case a => exact hp
theorem witness (p : N → Prop) (a : N) (h : p a) : ∃ x, p x := by
  exists a
theorem claims (p q : Prop) (h : p → q) (hp : p) : q := by
  have k : q := by
    apply h
    exact hp
  suffices r : p by exact k
  show p
  exact hp
theorem chosen (p q : Prop) (hp : p) : q ∨ p := by
  first
  | left; assumption
  | right; assumption
",
    );
}

#[test]
fn case_distinctions() {
    accepted(
        "
theorem swap (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h with
  | inl hp => right; exact hp
  | inr hq => left; exact hq
theorem nested (p q r : Prop) (h : p ∨ q ∧ r) : (p ∨ q) ∧ (p ∨ r) := by
  rcases h with hp | ⟨hq, hr⟩
  · exact ⟨Or.inl hp, Or.inl hp⟩
  · exact ⟨Or.inr hq, Or.inr hr⟩
theorem form (n : N) : n = N.zero ∨ ∃ m, n = N.succ m := by
  cases n with
  | zero => exact Or.inl rfl
  | succ m => exact Or.inr ⟨m, rfl⟩
theorem tags (n : N) : n = n := by
  cases n
  case succ m => rfl
  case zero => rfl
theorem dependent (n : N) (p : N → Prop) (h : p n) (z : p N.zero → False) : ∃ m, n = N.succ m := by
  cases n with
  | zero => exact False.elim (z h)
  | succ m => exact ⟨m, rfl⟩
theorem absurdity (n : N) (h : Le (N.succ n) N.zero) : False := by
  cases h
theorem smaller (m n : N) (h : Le (N.succ m) (N.succ n)) : Le m (N.succ n) := by
  cases h with
  | refl => exact Le.step Le.refl
  | step h => exact Le.step (below h)
theorem decided (p q : Prop) (hp : p) : p ∧ q ∨ ¬ q := by
  by_cases h : q
  · left; exact ⟨hp, h⟩
  · right; exact h
theorem remembered (f : N → N) (a : N) (z : f a = N.zero → False) : ∃ m, f a = N.succ m := by
  cases h : f a with
  | zero => exact False.elim (z h)
  | succ m => exact ⟨m, rfl⟩
",
    );
}

#[test]
fn equations() {
    accepted(
        "
theorem chain (a b c : N) (h : a = b) (k : b = c) : a = c := by
  rw [h, k]
theorem back (a b c : N) (h : a = b) (k : b = c) : a = c := by
  rw [← k]; exact h
theorem inside (f : N → N) (a b : N) (h : a = b) (k : f a = a) : f b = b := by
  rw [h] at k
  exact k
theorem instances (a b c : N) (f : N → N → N) (comm : ∀ x y, f x y = f y x) : f (f a b) c = f c (f b a) := by
  rw [comm, comm a b]
theorem equivalent (p q : Prop) (h : p ↔ q) (hq : q) : p := by
  rw [h]; exact hq
theorem definition (n : N) : double (N.succ n) = N.succ (N.succ (double n)) := by
  rw [double]
theorem unfolded (n : N) : twice n = double (double n) := by
  unfold twice
  rfl
theorem substituted (a b : N) (p : N → Prop) (h : a = b) (ha : p a) : p b := by
  subst h
  exact ha
theorem injective (a b : N) (h : N.succ a = N.succ b) : a = b := by
  injection h
theorem distinct (a : N) (h : N.succ a = N.zero) : False := by
  contradiction
theorem pairs (a b c d : N) (h : And.intro (rfl : a = a) (rfl : b = b) = ⟨rfl, rfl⟩) (k : Pair.mk a b = Pair.mk c d) :
    b = d := by
  cases k
  rfl
theorem symmetric (a b : N) (h : a = b) : b = a := by
  symm
  exact h
theorem steps (a b c : N) (h : a = b) (k : b = c) : a = c := by
  calc
    a = b := h
    _ = c := k
theorem functions (f g : N → N) (h : ∀ x, f x = g x) : f = g := by
  funext x
  exact h x
theorem general (n m : N) (h : n = m) : N.succ n = N.succ m := by
  generalize k : N.succ n = x
  rw [← k, h]
",
    );
}

#[test]
fn inductions() {
    accepted(
        "
theorem plain (p : N → Prop) (h0 : p N.zero) (hs : ∀ n, p n → p (N.succ n)) (n : N) : p n := by
  induction n with
  | zero => exact h0
  | succ n ih => exact hs n ih
theorem zero_add (n : N) : add N.zero n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [add, ih]
theorem succ_add (m n : N) : add (N.succ m) n = N.succ (add m n) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [add, ih, add]
theorem add_comm (m n : N) : add m n = add n m := by
  induction n with
  | zero => rw [zero_add, add]
  | succ n ih => rw [succ_add, add, ih]
theorem injective (m : N) : ∀ n, add n m = m → n = N.zero := by
  intro n h
  induction m generalizing n with
  | zero => exact h
  | succ m ih =>
    apply ih
    rw [add] at h
    injection h
theorem by_premise {m n : N} (h : Le m n) : Le m (N.succ n) := by
  induction h with
  | refl => exact Le.step Le.refl
  | step h ih => exact Le.step ih
theorem named (p : N → Prop) (h : ∀ n, p n) (n : N) : p n := by
  induction n using cases_principle with
  | base => exact h N.zero
  | next m => exact h (N.succ m)
",
    );
}

#[test]
fn control() {
    accepted(
        "
theorem repeated (p : Prop) (h : p) : p ∧ p ∧ p ∧ p := by
  repeat (first | assumption | constructor)
theorem tried (p : Prop) (h : p) : p ∧ p := by
  constructor
  any_goals assumption
theorem renamed (p q : Prop) : p → q → p := by
  intros
  rename_i x y
  exact x
theorem nexts (p q : Prop) (h : p ∨ q) : q ∨ p := by
  cases h
  next hp => exact Or.inr hp
  next hq => exact Or.inl hq
theorem attempts (a b : N) (h : a = b) : a = b := by
  try rw [← h, h, h]
  first | rfl | exact h
theorem iterated (p : Prop) (h : p) : (N → N → p) := by
  iterate 2 intro _
  exact h
",
    );
}

#[test]
fn simplification() {
    accepted(
        "
theorem chain (a b c : N) (h : a = b) (k : b = c) : a = c := by simp only [h, k]
theorem everywhere (f : N → N) (h : ∀ x, f x = x) (a : N) : f (f (f a)) = a := by simp only [h]
theorem under (f : N → N) (h : ∀ x, f x = x) : (fun x => f (f x)) = fun x => x := by simp only [h]
theorem conditional (f : N → N) (p : N → Prop) (h : ∀ x, p x → f x = x) (hp : ∀ x, p x) (a : N) : f a = a := by
  simp only [h, hp]
theorem permuted (f : N → N → N) (comm : ∀ x y, f x y = f y x) (a b : N) : f a b = f b a := by simp only [comm]
theorem hypothesis (a b : N) (h : add a N.zero = b) : a = b := by
  simp only [add_zero] at h
  exact h
theorem marked (a b : N) (h : a = b) : add a N.zero = b := by simp [h]
theorem impossible (p q : Prop) (h : ¬ p) (k : p) : q := by
  simp only [h] at k
theorem agreed (f : N → N) (p : N → Prop) (h : ∀ x, f x = x) (a : N) (k : p (f a)) : p a := by
  simpa only [h] using k
theorem definition (n : N) : double (N.succ n) = N.succ (N.succ (double n)) := by simp only [double]
theorem implication (p q r : Prop) (h : p ↔ q) (k : q → r) : p → r := by
  simp only [h]
  exact k
",
    );
    refused(
        "theorem a (a b : N) : a = b := by simp only [add_zero]
theorem b (f : N → N) (h : ∀ x, f x = f (f x)) (a : N) : f a = a := by simp only [h]
theorem c (a b : N) (h : a = b) : a = a → b = b := by simp only [a]
theorem d (a b : N) : a = b := by simp only [-add_zero, missing]
",
        &[
            "1:35 NoProgress [] a : N, b : N ⊢ a = b",
            "2:72 Limit",
            "3:66 NotEquation [] a : N, b : N, h : a = b ⊢ a = a → b = b",
            "4:57 UnknownName",
        ],
    );
}

#[test]
fn goals_by_their_form() {
    accepted(
        "
theorem branches (p : Prop) [Decidable p] (a b : N) (h : p) : ite p a b = a := by
  split
  · rfl
  · contradiction
theorem chosen (p : Prop) [Decidable p] (a b c : N) (h : ite p a b = c) (k : p) : a = c := by
  split at h
  · exact h
  · contradiction
theorem arguments (a b : N) (f : N → N → N) (h : a = b) : f a a = f b b := by
  congr
theorem functions (f g : N → N) (h : ∀ x, f x = g x) : f = g := by
  ext x
  exact h x
",
    );
    refused(
        "theorem a (a b : N) (f : N → N) : f a = f b := by congr
theorem b (a b : N) : a = b := by split
",
        &["1:51 unsolved [] a : N, b : N, f : N → N ⊢ a = b", "2:35 NothingToSplit [] a : N, b : N ⊢ a = b"],
    );
}

const FAILURES: &str = "theorem a (p q : Prop) (hp : p) : p ∧ q := by
  constructor
  · exact hp
theorem b (a b : N) : a = b := by rfl
theorem c (p : Prop) : p := by
  intro x
theorem d (n : N) : n = n := by
  cases n with
  | zero => rfl
theorem e (n : N) : n = n := by
  cases n with
  | zero => rfl
  | succ n => rfl
  | other => rfl
theorem f (a b c : N) (h : a = b) : c = c := by
  rw [h]
theorem g (f : N → N) (a b : N) (h : f a = f b) : a = b := by
  injection h
theorem h (p q : Prop) (h : p → q) : p := by
  apply h
theorem i (p : Prop) : p := by
  skip; sorry
theorem j (a : N) : a = a := by
  rfl
  rfl
theorem k (f : N → N) (a b : N) (h : f a = f b) : a = b := by
  subst h
theorem l (p : Prop) (h : p) : p := by
  case other => exact h
theorem m (p q : Prop) (h : p ∨ q) : p := by
  cases h with
  | inl h k => exact h
  | inr h => contradiction
theorem n (a b : N) (h : Le a b) : a = b := by
  cases h
  rfl
theorem o (a : N) (h : a = a) : a = a := by
  clear a
  exact h
theorem p (n : N) : n = n := by
  rcases n with ⟨a, b⟩
";

#[test]
fn failures_show_place_reason_and_goals() {
    refused(
        FAILURES,
        &[
            "2:3 unsolved [right] p : Prop, q : Prop, hp : p ⊢ q",
            "4:35 NotReflexive [] a : N, b : N ⊢ a = b",
            "6:3 NotFunction [] p : Prop ⊢ p",
            "9:13 MissingCase(\"succ\") [succ] n✝ : N ⊢ N.succ «n✝» = N.succ «n✝»",
            "14:5 UnknownCase(\"other\")",
            "16:7 NotFound [] a : N, b : N, c : N, h : a = b ⊢ c = c",
            "18:3 NotEquation [] f : N → N, a : N, b : N, h : f a = f b ⊢ a = b",
            "20:3 CannotApply [] p : Prop, q : Prop, h : p → q ⊢ p",
            "22:9 Unproved",
            "25:3 NoGoals",
            "27:3 NotSubstitutable [] f : N → N, a : N, b : N, h : f a = f b ⊢ a = b",
            "29:3 UnknownCase(\"other\") [] p : Prop, h : p ⊢ p",
            "32:5 TooManyNames [inl] p : Prop, q : Prop, h✝ : p ⊢ p",
            "35:3 unsolved [step] a : N, n✝ : N, h✝ : Le a «n✝» ⊢ a = N.succ «n✝»",
            "38:3 Used [] a : N, h : a = a ⊢ a = a",
            "41:3 TooManyNames [succ] n✝ : N ⊢ N.succ «n✝» = N.succ «n✝»",
        ],
    );
}

#[test]
fn reasons_are_data() {
    let mut session = Session::new();
    let problems = session.read("theorem a (a b : N) : a = b := by assumption");
    let [Problem { fault: Fault::Goals(fault, goals), .. }] = problems.as_slice() else {
        panic!("one problem with goals: {problems:?}");
    };
    assert_eq!(*fault, GoalFault::Failed(TacticFault::NoAssumption));
    assert_eq!(goals.len(), 1);
}

#[test]
fn loops_end() {
    refused("theorem a (a b : N) (h : a = b) : b = a := by repeat (rw [h] at h)", &["1:47 Limit"]);
    let deep = format!("theorem a (p : Prop) (h : p) : p := by {}exact h", "skip; ".repeat(5000));
    accepted(&deep);
}

-- expect nothing
namespace Terms
universe u v
variable {α : Type u} {β : Type v}

def identity (x : α) : α := x
def constant : α → β → α := fun x _ => x
def twice (f : α → α) : α → α := f ∘ f
def flip' {γ : Type} (f : α → β → γ) (b : β) (a : α) : γ := f a b

example : identity 3 = 3 := rfl
example : twice Nat.succ 1 = 3 := rfl
example (p q : Prop) (hp : p) (hq : q) : p ∧ q := ⟨hp, hq⟩
example : (fun (x : Nat) y => x + y) 1 2 = 3 := rfl
example : ∀ x : Nat, x = x := fun _ => rfl
example (h : ∃ x : Nat, x = 3) : ∃ y : Nat, 3 = y := let ⟨x, e⟩ := h; ⟨x, e.symm⟩
end Terms

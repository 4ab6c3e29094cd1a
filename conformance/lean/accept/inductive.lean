-- expect nothing
namespace Trees
universe u
inductive Tree (α : Type u) where
  | leaf
  | node (left : Tree α) (value : α) (right : Tree α)

variable {α : Type u}

def Tree.size : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + 1 + r.size

def Tree.mirror : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node r.mirror v l.mirror

theorem Tree.mirror_mirror (t : Tree α) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l v r ihl ihr => simp only [Tree.mirror, ihl, ihr]

example : (Tree.node .leaf 1 .leaf).size = 1 := rfl
end Trees

/-
What Lean's core adds to its prelude before there are numbers: attributes, the connectives that are missing, the axioms.
Given by: Lean's prelude, as exported. Gives: the logic that statements are written in.
Holds: names and definitions are those of Lean's core; attributes declare nothing.
-/

attribute [class] Inhabited Nonempty Decidable BEq Hashable OfNat
attribute [class] LE LT Max Min Trans Membership
attribute [class] HAdd HSub HMul HDiv HMod HPow HSMul HAppend HOrElse HAndThen HAnd HXor HOr HShiftLeft HShiftRight
attribute [class] Zero One Add Sub Mul Neg Div Inv Mod Dvd Pow NatPow HomogeneousPow SMul Append OrElse AndThen
attribute [class] AndOp XorOp OrOp Complement ShiftLeft ShiftRight

attribute [instance] instHAdd instHSub instHMul instHDiv instHMod instHPow instHSMul instHAppendOfAppend
attribute [instance] instHAndOfAndOp instHOrOfOrOp instHXorOfXorOp instHShiftLeftOfShiftLeft instHShiftRightOfShiftRight
attribute [instance] instPowNat instNatPowNat instPowOfHomogeneousPow instSMulOfMul
attribute [instance] instOfNatNat instAddNat instSubNat instMulNat Nat.instDiv Nat.instMod instLTNat instLENat instMinNat
attribute [instance] instDecidableEqNat Nat.decLe Nat.decLt instInhabitedNat
attribute [instance] instDecidableEqBool instInhabitedBool instBEqOfDecidableEq
attribute [instance] instDecidableAnd instDecidableOr instDecidableNot
attribute [instance] instDecidableEqList List.instDecidableNilEq List.instDecidableEqNil instInhabitedList instInhabitedOption
attribute [instance] instNonemptyOfInhabited

attribute [default_instance] instHAdd instHSub instHMul instHDiv instHMod instHPow instPowNat instHAppendOfAppend
attribute [default_instance] instHAndOfAndOp instHOrOfOrOp instHXorOfXorOp instHShiftLeftOfShiftLeft instHShiftRightOfShiftRight
attribute [default_instance 100] instOfNatNat

attribute [reducible] outParam semiOutParam inferInstance inferInstanceAs
attribute [reducible] GE.ge GT.gt DecidableEq DecidablePred DecidableRel DecidableLE DecidableLT
attribute [reducible] Unit Unit.unit

export Bool (false true or and not)
export Option (none some)
export Decidable (isTrue isFalse decide)
export Inhabited (default)

universe u v w

/-- Lists are appended by `++`. -/
instance List.instAppend {α : Type u} : Append (List α) := Append.mk List.append

/-- `a ≠ b` is `¬ a = b`. -/
@[reducible] def Ne {α : Sort u} (a b : α) : Prop := ¬ (a = b)

/-- There is a value with a property. -/
inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

/-- Each of two propositions implies the other. -/
structure Iff (a b : Prop) : Prop where
  intro ::
  /-- From left to right. -/
  mp : a → b
  /-- From right to left. -/
  mpr : b → a

/-- Equivalent propositions are equal. -/
axiom propext {a b : Prop} : (a ↔ b) → a = b

/-- Related values are equal in the quotient. -/
axiom Quot.sound {α : Sort u} {r : α → α → Prop} {a b : α} : r a b → Quot.mk r a = Quot.mk r b

/-- At most one value. -/
class Subsingleton (α : Sort u) : Prop where
  intro ::
  /-- Any two are equal. -/
  allEq (a b : α) : a = b

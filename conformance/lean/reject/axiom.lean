-- expect 2:1 Unproved
axiom cheat : False

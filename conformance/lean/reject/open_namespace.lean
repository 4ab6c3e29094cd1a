-- expect 2:6 UnknownName
open Nowhere

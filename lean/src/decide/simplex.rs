//! Linear arithmetic over the rationals, monomials being variables.
//! Given by: rows that are at least zero, or zero.
//! Gives: factors whose combination is a negative constant, or values that satisfy all rows.
//! Holds: exact numbers; the smallest variable enters and leaves, so that every run ends.

use super::budget::{Budget, Exhausted};
use super::number::Number;
use super::polynomial::{Monomial, Polynomial};
use std::collections::BTreeMap;

/// A row: a polynomial, and whether it is zero rather than at least zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Constraint<'a> {
    /// The polynomial.
    pub(crate) polynomial: &'a Polynomial,
    /// Whether it is zero.
    pub(crate) equation: bool,
}

/// What was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// Factors of rows, by position; those of inequalities are positive.
    Conflict(Vec<(usize, Number)>),
    /// A value for each monomial.
    Values(Vec<(Monomial, Number)>),
    /// Neither: the numbers grew too large to go on.
    Unclear,
}

/// No coefficient of a tableau takes more bits.
const BITS: u64 = 1 << 10;

#[derive(Clone, Debug)]
struct Bound {
    value: Number,
    row: usize,
    /// The coefficient of the variable's form in the row.
    factor: Number,
}

#[derive(Debug, Default)]
struct Variable {
    lower: Option<Bound>,
    upper: Option<Bound>,
    value: Number,
}

#[derive(Debug, Default)]
struct Tableau {
    variables: Vec<Variable>,
    /// The variable of each column.
    columns: Vec<usize>,
    /// The variable of each row.
    basics: Vec<usize>,
    rows: Vec<Vec<Number>>,
    /// Whether a coefficient got larger than is allowed.
    overgrown: bool,
}

/// Looks for factors or values.
pub(crate) fn solve(constraints: &[Constraint<'_>], budget: &mut Budget) -> Result<Answer, Exhausted> {
    let monomials = monomials(constraints);
    let mut tableau = Tableau::with_columns(monomials.len());
    let mut forms: BTreeMap<Vec<(usize, Number)>, usize> = BTreeMap::new();
    for (row, constraint) in constraints.iter().enumerate() {
        let (form, factor) = form(constraint.polynomial, &monomials);
        if form.is_empty() {
            match constant_conflict(constraint, row) {
                Some(conflict) => return Ok(conflict),
                None => continue,
            }
        }
        let variable = match form.as_slice() {
            [(column, _)] => *column,
            _ => *forms.entry(form).or_insert_with_key(|form| tableau.add_row(form)),
        };
        let value = constraint.polynomial.constant_term().over(&factor).negated();
        let bound = Bound { value, row, factor };
        if let Some(conflict) = tableau.bound(variable, &bound, constraint.equation) {
            return Ok(Answer::Conflict(conflict));
        }
    }
    tableau.settle_columns();
    match tableau.run(budget)? {
        _ if tableau.overgrown => Ok(Answer::Unclear),
        Some(conflict) => Ok(Answer::Conflict(conflict)),
        None => Ok(Answer::Values(
            monomials
                .into_iter()
                .map(|(monomial, column)| (monomial, tableau.variables[column].value.clone()))
                .collect(),
        )),
    }
}

fn monomials(constraints: &[Constraint<'_>]) -> BTreeMap<Monomial, usize> {
    let mut result = BTreeMap::new();
    for constraint in constraints {
        for (monomial, _) in constraint.polynomial.terms() {
            if monomial.degree() > 0 && !result.contains_key(monomial) {
                let _ = result.insert(monomial.clone(), result.len());
            }
        }
    }
    result
}

/// The row without its constant, divided by its first coefficient, and that coefficient.
fn form(polynomial: &Polynomial, monomials: &BTreeMap<Monomial, usize>) -> (Vec<(usize, Number)>, Number) {
    let mut terms: Vec<(usize, Number)> = polynomial
        .terms()
        .filter_map(|(monomial, coefficient)| Some((*monomials.get(monomial)?, coefficient.clone())))
        .collect();
    let factor = terms.first().map_or(Number::ONE, |(_, coefficient)| coefficient.clone());
    for (_, coefficient) in &mut terms {
        *coefficient = coefficient.over(&factor);
    }
    (terms, factor)
}

fn constant_conflict(constraint: &Constraint<'_>, row: usize) -> Option<Answer> {
    let constant = constraint.polynomial.constant_term();
    if constant.is_negative() {
        Some(Answer::Conflict(vec![(row, Number::ONE)]))
    } else if constraint.equation && !constant.is_zero() {
        Some(Answer::Conflict(vec![(row, Number::MINUS_ONE)]))
    } else {
        None
    }
}

impl Bound {
    /// The factor of the row when the bound from below is used with a weight.
    fn below(&self, weight: &Number) -> (usize, Number) {
        (self.row, weight.over(&self.factor))
    }

    /// The factor of the row when the bound from above is used with a weight.
    fn above(&self, weight: &Number) -> (usize, Number) {
        (self.row, weight.over(&self.factor).negated())
    }
}

impl Variable {
    fn too_low(&self) -> bool {
        self.lower.as_ref().is_some_and(|bound| self.value.less(&bound.value))
    }

    fn too_high(&self) -> bool {
        self.upper.as_ref().is_some_and(|bound| bound.value.less(&self.value))
    }

    fn can_grow(&self) -> bool {
        self.upper.as_ref().is_none_or(|bound| self.value.less(&bound.value))
    }

    fn can_fall(&self) -> bool {
        self.lower.as_ref().is_none_or(|bound| bound.value.less(&self.value))
    }
}

impl Tableau {
    fn with_columns(count: usize) -> Self {
        Tableau {
            variables: (0..count).map(|_| Variable::default()).collect(),
            columns: (0..count).collect(),
            ..Self::default()
        }
    }

    fn add_row(&mut self, form: &[(usize, Number)]) -> usize {
        let mut row = vec![Number::ZERO; self.columns.len()];
        for (column, coefficient) in form {
            row[*column] = coefficient.clone();
        }
        let variable = self.variables.len();
        self.variables.push(Variable::default());
        self.basics.push(variable);
        self.rows.push(row);
        variable
    }

    /// Narrows the bounds of a variable; answers a conflict if nothing is left.
    fn bound(&mut self, variable: usize, bound: &Bound, equation: bool) -> Option<Vec<(usize, Number)>> {
        let variable = &mut self.variables[variable];
        let from_below = bound.factor.is_positive();
        if (from_below || equation) && variable.lower.as_ref().is_none_or(|old| old.value.less(&bound.value))
        {
            variable.lower = Some(bound.clone());
        }
        if (!from_below || equation) && variable.upper.as_ref().is_none_or(|old| bound.value.less(&old.value))
        {
            variable.upper = Some(bound.clone());
        }
        match (&variable.lower, &variable.upper) {
            (Some(lower), Some(upper)) if upper.value.less(&lower.value) => {
                Some(vec![lower.below(&Number::ONE), upper.above(&Number::ONE)])
            }
            _ => None,
        }
    }

    /// Moves the variables of the columns into their bounds and gives the others the values that follow.
    fn settle_columns(&mut self) {
        for &column in &self.columns {
            let variable = &mut self.variables[column];
            let bound = if variable.too_low() { &variable.lower } else { &variable.upper };
            if (variable.too_low() || variable.too_high())
                && let Some(bound) = bound
            {
                variable.value = bound.value.clone();
            }
        }
        for (row, &basic) in self.rows.iter().zip(&self.basics) {
            let mut value = Number::ZERO;
            for (coefficient, &column) in row.iter().zip(&self.columns) {
                if !coefficient.is_zero() {
                    value = value.plus(&coefficient.times(&self.variables[column].value));
                }
            }
            self.variables[basic].value = value;
        }
    }

    fn run(&mut self, budget: &mut Budget) -> Result<Option<Vec<(usize, Number)>>, Exhausted> {
        while let (Some(row), false) = (self.violated(), self.overgrown) {
            let low = self.variables[self.basics[row]].too_low();
            match self.entering(row, low) {
                Some(column) => budget.spend(1 + self.pivot(row, column, low) / 4)?,
                None => return Ok(Some(self.explain(row, low))),
            }
        }
        Ok(None)
    }

    /// The row of the smallest variable outside of its bounds.
    fn violated(&self) -> Option<usize> {
        let outside = |row: &usize| {
            let variable = &self.variables[self.basics[*row]];
            variable.too_low() || variable.too_high()
        };
        (0..self.rows.len()).filter(outside).min_by_key(|&row| self.basics[row])
    }

    /// The column of the smallest variable that can move the row's variable toward its bound.
    fn entering(&self, row: usize, low: bool) -> Option<usize> {
        let helps = |column: &usize| {
            let coefficient = &self.rows[row][*column];
            let variable = &self.variables[self.columns[*column]];
            !coefficient.is_zero()
                && if coefficient.is_positive() == low { variable.can_grow() } else { variable.can_fall() }
        };
        (0..self.columns.len()).filter(helps).min_by_key(|&column| self.columns[column])
    }

    /// Moves the row's variable to its violated bound and exchanges it with the column's. Answers the work done.
    fn pivot(&mut self, row: usize, column: usize, low: bool) -> usize {
        let (basic, entering) = (self.basics[row], self.columns[column]);
        let bound = if low { &self.variables[basic].lower } else { &self.variables[basic].upper };
        let Some(target) = bound.as_ref().map(|bound| bound.value.clone()) else { return 0 };
        let pivot = self.rows[row][column].clone();
        let step = target.minus(&self.variables[basic].value).over(&pivot);
        for (other, &variable) in self.rows.iter().zip(&self.basics) {
            if !other[column].is_zero() {
                let moved = self.variables[variable].value.plus(&other[column].times(&step));
                self.variables[variable].value = moved;
            }
        }
        self.variables[entering].value = self.variables[entering].value.plus(&step);
        self.basics[row] = entering;
        self.columns[column] = basic;
        self.exchange(row, column, &pivot)
    }

    fn exchange(&mut self, row: usize, column: usize, pivot: &Number) -> usize {
        let mut work = 0;
        let mut solved = std::mem::take(&mut self.rows[row]);
        for (position, coefficient) in solved.iter_mut().enumerate() {
            if position == column {
                *coefficient = Number::ONE.over(pivot);
            } else if !coefficient.is_zero() {
                *coefficient = coefficient.over(pivot).negated();
            }
        }
        for other in self.rows.iter_mut().filter(|other| !other.is_empty()) {
            let factor = std::mem::replace(&mut other[column], Number::ZERO);
            if factor.is_zero() {
                continue;
            }
            for (coefficient, from) in other.iter_mut().zip(&solved) {
                if !from.is_zero() {
                    *coefficient = coefficient.plus(&factor.times(from));
                    let bits = coefficient.large_bits();
                    self.overgrown |= bits > BITS;
                    work += 1 + usize::try_from(bits / 8).unwrap_or(usize::MAX / 2);
                }
            }
        }
        self.rows[row] = solved;
        work
    }

    /// The bounds that keep the row's variable where it is, as factors of the rows they come from.
    fn explain(&self, row: usize, low: bool) -> Vec<(usize, Number)> {
        let basic = &self.variables[self.basics[row]];
        let mut factors: BTreeMap<usize, Number> = BTreeMap::new();
        let mut use_bound = |part: Option<(usize, Number)>| {
            if let Some((row, factor)) = part {
                let sum = factors.get(&row).unwrap_or(&Number::ZERO).plus(&factor);
                let _ = factors.insert(row, sum);
            }
        };
        use_bound(if low {
            basic.lower.as_ref().map(|bound| bound.below(&Number::ONE))
        } else {
            basic.upper.as_ref().map(|bound| bound.above(&Number::ONE))
        });
        for (coefficient, &column) in self.rows[row].iter().zip(&self.columns) {
            let (variable, weight) = (&self.variables[column], coefficient.absolute());
            if !coefficient.is_zero() {
                use_bound(if coefficient.is_positive() == low {
                    variable.upper.as_ref().map(|bound| bound.above(&weight))
                } else {
                    variable.lower.as_ref().map(|bound| bound.below(&weight))
                });
            }
        }
        factors.into_iter().filter(|(_, factor)| !factor.is_zero()).collect()
    }
}

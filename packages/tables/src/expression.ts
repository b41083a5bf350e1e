/**
 * The language of 钩稽 rules: small, total, without loops or names of its own.
 *
 *     rule    = or [ "=>" rule ]
 *     or      = and { "or" and }            and = compare { "and" compare }
 *     compare = add [ ("==" | "!=" | "<=" | ">=" | "<" | ">") add | "in" "(" text { "," text } ")" ]
 *             | "filled" "(" name ")" | "near" "(" add "," add "," integer ")"
 *     add     = mul { ("+" | "-") mul }     mul = term { "*" integer }
 *     term    = [ "-" ] ( integer | money | text | name | call | "(" rule ")" )
 *     text    = "'" … "'"                   money = integer ("元" | "万元" | "亿元")
 *     call    = ("sum" | "max" | "min") "(" rule { "," rule } ")"  |  "sum" "(" "@" group [ "." column ] ")"
 *             | ("prev" | "current" | "adjust" | "cumulative" | "last" | "base" | "peer") "(" measure ")"
 *             | ("count" "(" ledger | ("total" | "distinct") "(" ledger "." column) [ "where" rule ] ")"
 *             | "days" "(" date "," date ")"
 *
 * A bare measure means the column the rule is applied to; `prev(x)` its last accepted 累计, `last(x)` the last period's own figure of that
 * column, `base(x)` last year's, `peer(x)` the median of the other offices. In a rule on rows (and after `where`) names are the ledger's
 * columns; dates compare as dates (also with `'2023-01-01'`), texts only with == != in. `sum(@police)` adds up a section or block whose
 * measures share one unit, `sum(@self.amt)` one column of a matrix. `near(a, b, 5)`: a is within 5 % of b. `days(a, b)` is b − a.
 * A rule whose operands are not all there says nothing (`filled` always does). Money is compared with money, 0 or a money literal.
 */
export { parseExpression } from './language/parser.js';
export {
  type Atom,
  type Comparison,
  type Expression,
  ExpressionError,
  type Fold,
  type Operand,
  type Reach,
  type Tally,
} from './language/syntax.js';
export { measuresIn, namesIn, partsOf } from './language/walk.js';

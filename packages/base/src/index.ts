export { catalogue, type ErrorCode } from './error-catalogue.js';
export { DubanError, type ErrorDetails, type ErrorKind, reviveError } from './errors.js';
export { type Fen, fen, formatFen, isMoneyUnit, type MoneyUnit, moneyUnits, parseFen } from './fen.js';
export { DAY, HOUR, type Instant, instant, type LocalDate, type LocalTime, MINUTE, plus } from './instant.js';

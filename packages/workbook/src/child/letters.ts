/** Column letters under the names that those who write sheets use. */
export { columnLetters as letterOf, columnNumber as columnOf } from '../cells/address.js';

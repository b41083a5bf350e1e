export { checkAddress } from './address.js';
export { calendarFile } from './calendar-file.js';
export { type CallFacts, type CallSaid, callAddition, callScript, jointScript } from './call-script.js';
export type { Attachment, CalendarEntry, Envelope, Mailer, MailerOptions, SendOutcome } from './contract.js';
export { factSchemas, type MessageFacts, type MessageKind } from './facts.js';
export { createMailer } from './mailer.js';
export { type Message, renderMessage } from './render-message.js';

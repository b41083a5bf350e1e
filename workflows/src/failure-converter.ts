import { DefaultFailureConverter } from '@temporalio/common';

/** Puts the words of an error into a payload, so that a codec seals them as it seals the rest. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

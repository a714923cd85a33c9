export const prepareDemo = undefined;

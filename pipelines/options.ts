/** Options that every verb takes. */
export interface GlobalOptions {
  config?: string;
  data?: string;
  json?: boolean;
  verbose?: boolean;
}

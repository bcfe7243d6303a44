/** The one dialog that may be open. */
export type Dialog =
  | 'export'
  | 'share'
  | 'recent'
  | 'own-course'
  | 'keys'
  | 'go-to-step'
  | 'compare'
  | 'commands'
  | 'about'
  | 'mark'
  | 'preferences'
  | 'own-network'
  | 'table'
  | 'learn';

/** A file of the site, its path relative to the site's directory with `/` between its parts. */
export interface SiteFile {
  readonly path: string;
  readonly text: string;
}

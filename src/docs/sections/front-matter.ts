import { quoted } from '../markdown/quoted.ts';

export interface FrontMatter {
  readonly title: string;
  readonly description: string;
  readonly keywords: readonly string[];
}

/** What Docusaurus reads before the page: https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-docs#markdown-front-matter */
export function frontMatter({ title, description, keywords }: FrontMatter): string {
  return [
    '---',
    `title: ${quoted(title)}`,
    `sidebar_label: ${quoted(title)}`,
    'hide_title: false',
    'hide_table_of_contents: false',
    'keywords:',
    ...[...new Set(keywords)].map((keyword) => `  - ${quoted(keyword)}`),
    `description: ${quoted(description)}`,
    'custom_edit_url: null',
    '---',
  ].join('\n');
}

export const commonKeywords: readonly string[] = ['aws', 'skyql', 'sql', 'infrastructure-as-code', 'cloud inventory'];

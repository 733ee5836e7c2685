/**
 * Names that mean something to Mermaid, Markdown, HTML, YAML, DOT or JavaScript, each with what DOT and Mermaid
 * must be told for it to be shown as it is.
 * @module
 */

/** Name, text in DOT, text in Mermaid. */
export const HOSTILE_NAMES: readonly (readonly [name: string, dot: string, mermaid: string])[] = [
  ['quote " here', 'quote \\" here', "quote #34; here"],
  ["back\\slash \\n", "back\\\\slash \\\\n", "back#92;slash #92;n"],
  ["<script>x</script>", "<script>x</script>", "#60;script#62;x#60;#47;script#62;"],
  ["new\nline\r\n", "new␊line␍␊", "new#9226;line#9229;#9226;"],
  ["# ; : | [x]", "# ; : | [x]", "#35; #59; #58; #124; #91;x#93;"],
  ["`code` *b* _i_", "`code` *b* _i_", "#96;code#96; #42;b#42; #95;i#95;"],
  ["end", "end", "end"],
  ["1. list", "1. list", "1#46; list"],
  ["- item", "- item", "#45; item"],
  ["    code", "    code", "#32;#32;#32;#32;code"],
  ["ünï 漢字 🐧", "ünï 漢字 🐧", "ünï 漢字 #128039;"],
  ["%% comment", "%% comment", "#37;#37; comment"],
  ["&amp; &lt;", "&amp;amp; &amp;lt;", "#38;amp#59; #38;lt#59;"],
  ["a--b-->c", "a--b-->c", "a#45;#45;b#45;#45;#62;c"],
  ["\u0000\u007f\u0085\u2028\ud800\uffff", "␀␡�␤��", "#9216;#9249;#65533;#9252;#65533;#65533;"],
  ["toString", "toString", "toString"],
  ["graph TD; x-->y", "graph TD; x-->y", "graph TD#59; x#45;#45;#62;y"],
  ["a, b ,c", "a, b ,c", "a, b #44;c"],
  ["snake_case-1.5", "snake_case-1.5", "snake_case-1.5"],
];

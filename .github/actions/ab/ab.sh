#!/usr/bin/env bash
# Measures base and head in pairs and leaves the reports in a directory; on GitHub also in the job's summary. Ends as
# `puffinbench ab` does. What to measure is in variables: AB_BASE, and where it differs from the default AB_HEAD,
# AB_SUITES, AB_ARGUMENTS, AB_FAIL_ON, AB_OUTPUT_DIR; PUFFINBENCH is the command to use, in words.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=${AB_OUTPUT_DIR:-benchmark_results}
read -ra puffinbench <<<"${PUFFINBENCH:-npx --yes deno@2.9.6 run -A $here/../../../main.ts}"
read -ra suites <<<"${AB_SUITES:-}"
read -ra arguments <<<"${AB_ARGUMENTS:-}"

"${puffinbench[@]}" ab "${suites[@]}" \
  --base "${AB_BASE:?names what to compare with}" --head "${AB_HEAD:-HEAD}" \
  --fail-on "${AB_FAIL_ON:-regression}" --wait --save-results --output-dir "$output" \
  --export "md=$output/summary.md" --export "comment=$output/comment.md" \
  --export "html=$output/report.html" --export "junit=$output/junit.xml" \
  "${arguments[@]}"
code=$?

[[ -n ${GITHUB_STEP_SUMMARY:-} && -f $output/summary.md ]] && cat "$output/summary.md" >>"$GITHUB_STEP_SUMMARY"
[[ -n ${GITHUB_OUTPUT:-} ]] && printf 'exit-code=%s\n' "$code" >>"$GITHUB_OUTPUT"
exit "$code"

/**
 * What the files of some made-up machines say.
 * @module
 */
import type { Texts } from "./fixed_texts.ts";

const CPU = "/sys/devices/system/cpu";
const CLOCK_SOURCE = "/sys/devices/system/clocksource/clocksource0";

/** A desk computer with systemd, one version of control groups and no limits. */
export const BARE_METAL: Texts = {
  "/proc/self/cgroup": "0::/user.slice/user-1000.slice/session-2.scope\n",
  "/proc/self/mountinfo": [
    "23 30 0:21 / /proc rw,nosuid shared:12 - proc proc rw",
    "34 24 0:29 / /sys/fs/cgroup rw,nosuid,nodev shared:4 - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot",
    "",
  ].join("\n"),
  "/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/memory.max": "max\n",
  "/sys/fs/cgroup/user.slice/user-1000.slice/memory.max": "max\n",
  "/sys/fs/cgroup/user.slice/cpu.max": "max 100000\n",
  "/sys/fs/cgroup/user.slice/cpu.stat": "usage_usec 91\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n",
  "/proc/cpuinfo": "processor\t: 0\nmodel name\t: Imaginary 9000\nflags\t\t: fpu tsc sse2\n",
  "/proc/stat": "cpu  600 0 200 9000 100 0 100 0 50 0\ncpu0 300 0 100 4500 50 0 50 0 25 0\nintr 12\n",
  "/proc/pressure/cpu":
    "some avg10=0.25 avg60=0.10 avg300=0.05 total=991\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
  "/etc/os-release": 'NAME="Imaginary"\nPRETTY_NAME="Imaginary GNU/Linux 4 \\"Noon\\""\nID=imaginary\n',
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: "performance\n",
  [`${CPU}/cpu1/cpufreq/scaling_governor`]: "performance\n",
  [`${CPU}/cpu2/cpufreq/scaling_governor`]: "performance\n",
  [`${CPU}/cpu3/cpufreq/scaling_governor`]: "performance\n",
  [`${CPU}/intel_pstate/no_turbo`]: "1\n",
  [`${CPU}/smt/active`]: "1\n",
  [`${CLOCK_SOURCE}/current_clocksource`]: "tsc\n",
  [`${CLOCK_SOURCE}/available_clocksource`]: "tsc hpet acpi_pm\n",
};

/** A virtual machine that mixes both versions: version 2 is mounted but has no controllers. */
export const HYBRID: Texts = {
  "/proc/self/cgroup": "4:memory:/jobs/seven\n3:cpu,cpuacct:/jobs/seven\n1:name=systemd:/init\n0::/\n",
  "/proc/self/mountinfo": [
    "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw,mode=755",
    "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
    "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
    "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
    "",
  ].join("\n"),
  "/sys/fs/cgroup/cpu,cpuacct/jobs/seven/cpu.cfs_quota_us": "300000\n",
  "/sys/fs/cgroup/cpu,cpuacct/jobs/seven/cpu.cfs_period_us": "100000\n",
  "/sys/fs/cgroup/cpu,cpuacct/jobs/seven/cpu.stat": "nr_periods 40\nnr_throttled 3\nthrottled_time 9\n",
  "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_quota_us": "150000\n",
  "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.cfs_period_us": "100000\n",
  "/sys/fs/cgroup/cpu,cpuacct/jobs/cpu.stat": "nr_periods 40\nnr_throttled 4\nthrottled_time 9\n",
  "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us": "-1\n",
  "/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us": "100000\n",
  "/sys/fs/cgroup/memory/jobs/seven/memory.limit_in_bytes": "9223372036854771712\n",
  "/sys/fs/cgroup/memory/jobs/memory.limit_in_bytes": "4294967296\n",
  "/sys/fs/cgroup/memory/jobs/memory.usage_in_bytes": "1073741824\n",
  "/sys/fs/cgroup/memory/jobs/memory.stat": "cache 1\ninactive_file 5\ntotal_inactive_file 536870912\n",
  "/proc/cpuinfo": "processor\t: 0\nflags\t\t: fpu tsc hypervisor sse2\n",
  "/proc/stat": "cpu  100 0 100 700 0 0 0 100 0 0\n",
  [`${CLOCK_SOURCE}/available_clocksource`]: "kvm-clock tsc \n",
};

/** A container with limits whose groups are the only ones it can see. */
export const CONTAINER: Texts = {
  "/.dockerenv": "",
  "/proc/self/cgroup": "0::/\n",
  "/proc/self/mountinfo":
    "1022 1017 0:27 /../../pod\\040one/abc /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw,nsdelegate\n",
  "/sys/fs/cgroup/cpu.max": "150000 100000\n",
  "/sys/fs/cgroup/cpu.stat": "usage_usec 12\nnr_periods 900\nnr_throttled 17\nthrottled_usec 800\n",
  "/sys/fs/cgroup/memory.max": "536870912\n",
  "/sys/fs/cgroup/memory.current": "402653184\n",
  "/sys/fs/cgroup/memory.stat": "anon 1\nfile 2\ninactive_file 134217728\n",
  "/proc/cpuinfo": "processor\t: 0\nflags\t\t: fpu tsc sse2\n",
  "/proc/stat": "cpu  100 0 100 800 0 0 0 0 0 0\n",
  "/proc/pressure/cpu": "some avg10=12.50 avg60=3.00 avg300=1.00 total=5\n",
};

/** As much of a machine's files as there is on a system that is not Linux. */
export const NOTHING: Texts = {};

import type { Source } from "./rule.ts";

/** A check of Checkov, the open scanner, of whose rules for Alibaba Cloud this pack has the same. */
export function checkov(id: `CKV_ALI_${number}`, topic: string): Source {
  return { document: "Checkov", clause: id, topic };
}

/** A requirement of China's classified protection of cybersecurity, level 3. Without a clause where it spans several. */
export function mlps(topic: string, clause?: string): Source {
  return {
    document: "GB/T 22239-2019 (MLPS 2.0, level 3)",
    ...(clause === undefined ? {} : { clause }),
    topic,
  };
}

/** Sections are left out where editions number them differently. */
export function cis(topic: string, clause?: string): Source {
  return {
    document: "CIS Alibaba Cloud Foundation Benchmark v2.0.0",
    ...(clause === undefined ? {} : { clause }),
    topic,
  };
}

/** The Kubernetes project's own levels for pods. */
export function podSecurity(level: "Baseline" | "Restricted", control: string): Source {
  return { document: "Kubernetes Pod Security Standards", clause: level, topic: control };
}

export function vsphereGuide(topic: string): Source {
  return { document: "VMware vSphere Security Configuration Guide 8", topic };
}

export function dockerBenchmark(topic: string): Source {
  return { document: "CIS Docker Benchmark", topic };
}

export function kubernetesBenchmark(topic: string): Source {
  return { document: "CIS Kubernetes Benchmark", topic };
}

/** A manual of the cloud itself. */
export function manual(topic: string): Source {
  return { document: "Alibaba Cloud documentation", topic };
}

/** Our own reason, which the rationale gives. */
export function hougu(topic: string): Source {
  return { document: "Hougu", topic };
}

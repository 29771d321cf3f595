import { route53MetricsRegion } from "./healthAlarms";

/**
 * A graph of a dashboard, half as wide as the page: one point a minute. A metric without a region of its own is one of
 * Route 53's region (CloudWatch API, "Dashboard body structure and syntax").
 */
export function graph(title: string, stat: string, metrics: readonly unknown[], more: object = {}) {
  const properties = { title, view: "timeSeries", region: route53MetricsRegion, stat, period: 60, metrics };
  return { type: "metric", width: 12, height: 6, properties: { ...properties, ...more } };
}

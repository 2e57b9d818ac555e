"""Claims to Incidents: block, score, cluster; reprints; origins."""

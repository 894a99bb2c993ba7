// What an operator is woken for. Queries name log events of the code (customDimensions.EventName) and Durable Task's own spans; a test holds them to what the
// code writes.
param name string
param location string
param emails string[]
param applicationInsightsId string
param vaultId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(emails)) {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [for (email, i) in emails: { name: 'email${i}', emailAddress: email, useCommonAlertSchema: true }]
  }
}

var told = empty(emails) ? [] : [people.id]

// Nothing but a person empties the poison queue, so this alert stays until a person closes it.
var queries = [
  {
    name: 'poison'
    title: 'The poison queue is not empty'
    severity: 2
    every: 'PT5M'
    window: 'PT5M'
    resolves: false
    query: 'traces | where customDimensions.EventName == "MessageDone" and customDimensions.Decision == "Poison"'
  }
  {
    name: 'failed'
    title: 'Orchestrations failed by a fault that no code handled'
    severity: 1
    every: 'PT5M'
    window: 'PT5M'
    resolves: false
    query: 'union (requests | where name startswith "orchestration:" and success == false), (traces | where customDimensions.EventName == "ActivityFaulted")'
  }
  {
    name: 'standstill'
    title: 'Onboardings start, and none has ended for an hour'
    severity: 1
    every: 'PT15M'
    window: 'PT1H'
    resolves: true
    query: 'let started = toscalar(traces | where customDimensions.EventName == "MessageStartedRun" or (customDimensions.EventName == "StartAnswered" and customDimensions.Verdict == "Started") | count); let ended = toscalar(requests | where name startswith "orchestration:Onboarding" and success == true | count); print started, ended | where started > 0 and ended == 0'
  }
]

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in queries: {
    name: '${name}-${rule.name}'
    location: location
    properties: {
      displayName: rule.title
      severity: rule.severity
      enabled: true
      scopes: [applicationInsightsId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: rule.resolves
      criteria: {
        allOf: [{ query: rule.query, timeAggregation: 'Count', operator: 'GreaterThan', threshold: 0, failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 } }]
      }
      actions: { actionGroups: told }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-throttled'
  location: 'global'
  properties: {
    description: 'Key Vault answers 429: the signing budgets of all instances together are above what the vault gives'
    severity: 2
    enabled: true
    scopes: [vaultId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          metricName: 'ServiceApiResult'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: [for group in told: { actionGroupId: group }]
  }
}

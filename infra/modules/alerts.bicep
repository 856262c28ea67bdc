import { tags as tagsOf } from 'types.bicep'

@description('Where.')
param location string

@description('End of the resources\' names.')
param suffix string

@description('Tags of every resource.')
param tags tagsOf

@description('Addresses that are told.')
param emails string[]

@description('Where the logs are.')
param workspaceId string

@description('Resource id of the Service Bus namespace.')
param serviceBusId string

@description('Whether there is to be a backup each night.')
param backups bool

@description('The rules, over the logs.')
type rule = {
  @description('Name of the alert.')
  name: string

  @description('What has happened, and where it is said what to do.')
  description: string

  @description('0: critical, 4: to be known.')
  severity: int

  @description('What is asked of the logs.')
  query: string

  @description('What of its answer is added up; without one its rows are counted.')
  column: string?

  @description('How much of the answer is wrong.')
  operator: 'GreaterThan' | 'LessThan'

  @description('From where on.')
  threshold: int

  @description('Over how long.')
  window: string

  @description('How often it is asked; every five minutes unless said otherwise.')
  every: string?
}

// A test looks the words that they search for up in the app's source.
var backupRules rule[] = [
  {
    name: 'backup-missing'
    description: 'No backup was laid down for 26 hours: the nightly one failed, or a history is broken.'
    severity: 1
    // The window is two days, as Azure has none of 26 hours.
    query: '''
      AppTraces
      | where TimeGenerated > ago(26h) and Message contains " events are backed up as of "
      | summarize Backups = count()
    '''
    column: 'Backups'
    operator: 'LessThan'
    threshold: 1
    window: 'P2D'
    every: 'PT1H'
  }
]
var rules rule[] = [
  {
    name: 'orchestration-failed'
    description: 'An orchestration failed, or one that should be alive was not and was started again.'
    severity: 1
    query: '''
      AppTraces
      | where Message contains "(Orchestrator)' failed with an error" or Message contains "should be alive and is"
    '''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'orchestration-stuck'
    description: 'An orchestration was scheduled and has not started in ten minutes, or could not be looked after.'
    severity: 1
    // After a crash one may stay pending for two minutes (host.json, controlQueueVisibilityTimeout).
    query: '''
      let pending = AppTraces
      | where Message contains " (Orchestrator)' scheduled." or Message contains " (Orchestrator)' started."
      | extend Instance = tostring(split(Message, ": Function '")[0])
      | summarize
          Scheduled = maxif(TimeGenerated, Message contains "' scheduled."),
          Started = maxif(TimeGenerated, Message contains "' started.")
          by Instance
      | where isnotnull(Scheduled) and Scheduled < ago(10m) and (isnull(Started) or Started < Scheduled - 10s)
      | project Instance;
      let unwatched = AppTraces
      | where Message contains "could not be looked after"
      | project Instance = Message;
      union pending, unwatched
    '''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT1H'
  }
  {
    name: 'sweeps-silent'
    description: 'The sweeps of outbox and orchestrations have not run: the app is not there, or its storage.'
    severity: 0
    // By traces: requests are sampled, and a few of them in a quarter of an hour may all be left out.
    query: '''
      AppTraces
      | extend Function = extract(@"^Executed 'Functions\.(\w+)' \(Succeeded", 1, Message)
      | where Function in ("SweepOutbox", "SweepOrchestrations")
      | summarize Sweeps = dcount(Function)
    '''
    column: 'Sweeps'
    operator: 'LessThan'
    threshold: 2
    window: 'PT15M'
  }
  {
    name: 'poison-messages'
    description: 'A message failed five times and was laid aside in a queue that ends with -poison.'
    severity: 2
    query: '''
      StorageQueueLogs
      | where OperationName == "PutMessage" and Uri contains "-poison/"
    '''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'outbox-lag'
    description: 'What follows from a change has not been done after three attempts; or a topic does not have it.'
    severity: 1
    query: '''
      AppTraces
      | where Message contains "is still not dispatched after"
    '''
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'server-errors'
    description: 'More than five answers in a quarter of an hour were 5xx: a fault of the app, or its storage is away.'
    severity: 1
    query: '''
      AppRequests
      | where toint(ResultCode) between (500 .. 599)
      | summarize Failures = sum(ItemCount)
    '''
    column: 'Failures'
    operator: 'GreaterThan'
    threshold: 5
    window: 'PT15M'
  }
  {
    name: 'sign-in-failures'
    description: 'More than fifty tokens were refused in a quarter of an hour: somebody tries, or a client is wrong.'
    severity: 2
    query: '''
      AppRequests
      | where ResultCode == "401"
      | summarize Refused = sum(ItemCount)
    '''
    column: 'Refused'
    operator: 'GreaterThan'
    threshold: 50
    window: 'PT15M'
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'support'
    emailReceivers: [
      for (address, at) in emails: {
        name: 'operator-${at}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for one in concat(rules, backups ? backupRules : []): {
    name: one.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: one.name
      description: one.description
      severity: one.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: one.?every ?? 'PT5M'
      windowSize: one.window
      // Tables are made with their first line: on the first day some are not there yet.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: one.query
            timeAggregation: one.?column == null ? 'Count' : 'Total'
            metricMeasureColumn: one.?column
            operator: one.operator
            threshold: one.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters'
  location: 'global'
  tags: tags
  properties: {
    description: 'A dashboard\'s subscription has events that were not taken in 14 days, or failed ten times.'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    autoMitigate: true
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead-letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [{ actionGroupId: group.id }]
  }
}

@description('Who is told.')
output actionGroupId string = group.id

import { tags as tagsOf } from 'types.bicep'

@description('Where.')
param location string

@description('Tags of every resource.')
param tags tagsOf

@description('Name of the environment, which the workbook is called after.')
param environmentName string

@description('Where logs, spans and metrics are.')
param workspaceId string

@description('One question to the workspace.')
type chart = {
  @description('What it shows.')
  title: string

  @description('How it shows it.')
  as: 'areachart' | 'barchart' | 'table' | 'timechart'

  @description('What is asked; a test looks names of metrics, spans and attributes up in the app\'s source.')
  query: string
}

var charts chart[] = [
  {
    title: 'Requests, by answer'
    as: 'areachart'
    query: '''
      AppRequests
      | where isnotempty(ResultCode) and ResultCode != "0"
      | summarize Requests = sum(ItemCount) by Answer = strcat(substring(ResultCode, 0, 1), "xx"), bin(TimeGenerated, 5m)
    '''
  }
  {
    title: 'Answers 5xx, by request'
    as: 'table'
    query: '''
      AppRequests
      | where toint(ResultCode) between (500 .. 599)
      | summarize Answers = sum(ItemCount), Last = max(TimeGenerated) by Name, ResultCode
      | order by Answers desc
    '''
  }
  {
    title: 'Outbox lag: the longest from a commit to each part of its dispatch, in seconds'
    as: 'timechart'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.outbox.lag"
      | summarize Longest = max(Max) by Part = tostring(Properties["ukraine_support.outbox.part"]), bin(TimeGenerated, 5m)
    '''
  }
  {
    title: 'Outbox lag: the mean of each part, in seconds'
    as: 'table'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.outbox.lag"
      | summarize Mean = sum(Sum) / sum(ItemCount), Longest = max(Max), Commits = sum(ItemCount)
          by Part = tostring(Properties["ukraine_support.outbox.part"])
    '''
  }
  {
    title: 'Undispatched after ten seconds, as the sweep found it'
    as: 'timechart'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.outbox.overdue"
      | summarize Promises = max(Max) by bin(TimeGenerated, 5m)
    '''
  }
  {
    title: 'Deadlines, met and missed'
    as: 'table'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.deadlines"
      | extend Outcome = tostring(Properties["ukraine_support.deadline.outcome"])
      | summarize Met = sumif(Sum, Outcome == "met"), Missed = sumif(Sum, Outcome == "missed")
          by Deadline = tostring(Properties["ukraine_support.deadline"])
      | order by Missed desc
    '''
  }
  {
    title: 'Deadlines missed, by day'
    as: 'barchart'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.deadlines" and Properties["ukraine_support.deadline.outcome"] == "missed"
      | summarize Missed = sum(Sum) by Deadline = tostring(Properties["ukraine_support.deadline"]), bin(TimeGenerated, 1d)
    '''
  }
  {
    title: 'Computing plans, in seconds'
    as: 'timechart'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.plan.duration"
      | summarize Mean = sum(Sum) / sum(ItemCount), Longest = max(Max) by bin(TimeGenerated, 1h)
    '''
  }
  {
    title: 'Commits, by kind of aggregate'
    as: 'areachart'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.commits" and Properties["ukraine_support.commit.outcome"] == "committed"
      | summarize Commits = sum(Sum) by Kind = tostring(Properties["ukraine_support.aggregate.kind"]), bin(TimeGenerated, 5m)
    '''
  }
  {
    title: 'Commits that were lost to others, or failed'
    as: 'table'
    query: '''
      AppMetrics
      | where Name == "ukraine_support.commits" and Properties["ukraine_support.commit.outcome"] != "committed"
      | summarize Commits = sum(Sum), Last = max(TimeGenerated)
          by Kind = tostring(Properties["ukraine_support.aggregate.kind"]),
          Outcome = tostring(Properties["ukraine_support.commit.outcome"])
      | order by Commits desc
    '''
  }
  {
    title: 'The slowest dispatches; their operation is the trace of the request'
    as: 'table'
    query: '''
      AppDependencies
      | where Name startswith "dispatch "
      | top 50 by DurationMs desc
      | project TimeGenerated, Name, Aggregate = Properties["ukraine_support.aggregate.id"], DurationMs, Success, OperationId
    '''
  }
]

var time = {
  type: 9
  name: 'time'
  content: {
    version: 'KqlParameterItem/1.0'
    style: 'pills'
    parameters: [
      {
        version: 'KqlParameterItem/1.0'
        name: 'Time'
        type: 4
        isRequired: true
        value: { durationMs: 86400000 }
        typeSettings: {
          allowCustom: true
          selectableValues: [
            { durationMs: 3600000 }
            { durationMs: 86400000 }
            { durationMs: 604800000 }
            { durationMs: 2592000000 }
          ]
        }
      }
    ]
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'support')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Support: ${environmentName}'
    category: 'workbook'
    version: 'Notebook/1.0'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: concat(
        [time],
        map(charts, (one, at) => {
          type: 3
          name: 'chart-${at}'
          content: {
            version: 'KqlItem/1.0'
            title: one.title
            query: one.query
            size: 0
            timeContextFromParameter: 'Time'
            queryType: 0
            resourceType: 'microsoft.operationalinsights/workspaces'
            crossComponentResources: [workspaceId]
            visualization: one.as
          }
        })
      )
      fallbackResourceIds: [workspaceId]
    })
  }
}

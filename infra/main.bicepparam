// What azd reads: values of its environment (`azd env set NAME VALUE`), and for the rest one of two profiles.
// Without azd the same: NAME=VALUE … az deployment sub create -l LOCATION -f main.bicep -p main.bicepparam
using './main.bicep'

var profiles = {
  // To try it out: little is kept, little can be spent.
  dev: {
    monthlyBudget: 50
    backups: false
    privateNetworking: false
    zoneRedundant: false
    instanceMemoryMB: 2048
    maximumInstances: 40
    logRetentionDays: 30
    logDailyCapGb: 1
    softDeleteDays: 7
  }
  // For work: spread over zones, data in a private network, a quarter of a year of logs, without a limit, backups.
  prod: {
    monthlyBudget: 2000
    backups: true
    privateNetworking: true
    zoneRedundant: true
    instanceMemoryMB: 4096
    maximumInstances: 100
    logRetentionDays: 90
    logDailyCapGb: -1
    softDeleteDays: 30
  }
}
var which = readEnvironmentVariable('PROFILE', 'dev')
var profile = profiles[which]
var budget = readEnvironmentVariable('MONTHLY_BUDGET', '')
var private = readEnvironmentVariable('PRIVATE_NETWORKING', '')
var backup = readEnvironmentVariable('BACKUPS', '')
var zones = readEnvironmentVariable('ZONE_REDUNDANT', '')

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')

param accessClientId = readEnvironmentVariable('ACCESS_CLIENT_ID')
param partyClaim = readEnvironmentVariable('ACCESS_PARTY_CLAIM', 'extn.party')

param alertEmails = split(readEnvironmentVariable('ALERT_EMAILS'), ',')
param monthlyBudget = empty(budget) ? profile.monthlyBudget : int(budget)
param budgetStart = readEnvironmentVariable('BUDGET_START', '')

param dashboards = json(readEnvironmentVariable('DASHBOARDS', '[]'))
param settings = json(readEnvironmentVariable('SETTINGS', '{}'))
param origins = json(readEnvironmentVariable('ORIGINS', '[]'))
param epoch = int(readEnvironmentVariable('EPOCH', '1'))

param privateNetworking = empty(private) ? profile.privateNetworking : bool(private)
param publicApp = bool(readEnvironmentVariable('PUBLIC_APP', 'true'))
param frontDoorId = readEnvironmentVariable('FRONT_DOOR_ID', '')
param proxies = json(readEnvironmentVariable('PROXIES', '[]'))
param zoneRedundant = empty(zones) ? profile.zoneRedundant : bool(zones)

param instanceMemoryMB = profile.instanceMemoryMB
param maximumInstances = profile.maximumInstances
param logRetentionDays = profile.logRetentionDays
param logDailyCapGb = profile.logDailyCapGb
param softDeleteDays = profile.softDeleteDays

param backups = empty(backup) ? profile.backups : bool(backup)
param backupImmutableDays = int(readEnvironmentVariable('BACKUP_IMMUTABLE_DAYS', '30'))
param backupLocked = bool(readEnvironmentVariable('BACKUP_LOCKED', 'false'))
param backupKeepDays = int(readEnvironmentVariable('BACKUP_KEEP_DAYS', '90'))

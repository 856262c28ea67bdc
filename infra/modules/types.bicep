@export()
@description('What the events that a feed carries may be seen by.')
type level = 'public' | 'coalition' | 'restricted'

@export()
@description('Who reads the events, and where.')
type dashboard = {
  @description('Small letters, digits and single hyphens: the queue is support-events-NAME, the subscription NAME.')
  @minLength(1)
  @maxLength(48)
  name: string

  @description('What it may see; nothing else reaches it.')
  level: level

  @description('A storage queue, or a subscription on the topic of its level.')
  feed: 'queue' | 'subscription'

  @description('Object id of the identity that reads it; without one nobody is given the role.')
  reader: string?

  @description('What that identity is; an application (or managed identity) unless said otherwise.')
  readerType: ('ServicePrincipal' | 'Group' | 'User')?
}

@export()
@description('Settings of the app, by name, as docs/operations.md lists them.')
type appSettings = {
  @description('A value.')
  *: string
}

@export()
@description('Tags of every resource.')
type tags = {
  @description('A value.')
  *: string
}

namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Marks the property that is the HTTP answer when a function returns several outputs in one object.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = false)]
public sealed class HttpResultAttribute : OutputBindingAttribute;

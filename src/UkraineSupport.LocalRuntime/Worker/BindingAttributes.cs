namespace UkraineSupport.LocalRuntime.Worker;

/// <summary>Base of everything that binds a parameter, a return value or a property of a function.</summary>
[AttributeUsage(AttributeTargets.All)]
public abstract class BindingAttribute : Attribute;

/// <summary>Base of the attributes that start a function. A function has exactly one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;

/// <summary>Base of the attributes that hand a function something besides its trigger.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute;

/// <summary>Base of the attributes that send on what a function returns.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute;

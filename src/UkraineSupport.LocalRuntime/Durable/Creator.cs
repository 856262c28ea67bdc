using DurableTask.Core;

namespace UkraineSupport.LocalRuntime.Durable;

/// <summary>Tells the framework what to run under a name.</summary>
internal sealed class Creator<T> : ObjectCreator<T>
{
    private readonly Func<T> create;

    public Creator(string name, Func<T> create)
    {
        Name = name;
        Version = "";
        this.create = create;
    }

    public override T Create() => create();
}

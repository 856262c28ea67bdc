using System.Runtime.CompilerServices;
using UkraineSupport.Functions;
using UkraineSupport.LocalRuntime.Hosting;

// dotnet UkraineSupport.Local.dll APP.dll [--port N] …: starts the function app APP.dll on this machine.
if (args is not [var app, ..] || !File.Exists(app))
{
    await Console.Error.WriteLineAsync("error: Name the app to start: …/UkraineSupport.Functions.dll [--port N]");
    return 1;
}

AppFolder.Use(app);
return await StartAsync(args[1..]);

// Of its own: its body names the app, which can be loaded only now.
[MethodImpl(MethodImplOptions.NoInlining)]
static Task<int> StartAsync(string[] args) =>
    LocalHost.RunAsync(args, typeof(Setup).Assembly, (services, settings) => services.AddUkraineSupport(settings));

using System.Runtime.CompilerServices;
using UkraineSupport.Functions;
using UkraineSupport.Functions.Backups;
using UkraineSupport.Functions.Erasure;
using UkraineSupport.LocalRuntime.Hosting;

// dotnet UkraineSupport.Local.dll APP.dll [--port N] …: starts the function app APP.dll on this machine.
// dotnet UkraineSupport.Local.dll APP.dll backup|restore FILE: takes or restores a backup of its storage.
// dotnet UkraineSupport.Local.dll APP.dll erase --subject ID --reason TEXT …: takes a person's data out of its storage.
if (args is not [var app, ..] || !File.Exists(app))
{
    await Console.Error.WriteLineAsync("error: Name the app to start: …/UkraineSupport.Functions.dll [--port N]");
    return 1;
}

AppFolder.Use(app);
return args switch
{
    [_, "backup" or "restore", var file] => await BackupAsync(args[1], file),
    [_, "erase", .. var what] => await EraseAsync(what),
    _ => await StartAsync(args[1..]),
};

// Of their own: their bodies name the app, which can be loaded only now.
[MethodImpl(MethodImplOptions.NoInlining)]
static Task<int> StartAsync(string[] args) =>
    LocalHost.RunAsync(args, typeof(Setup).Assembly, (services, settings) => services.AddUkraineSupport(settings));

[MethodImpl(MethodImplOptions.NoInlining)]
static Task<int> BackupAsync(string command, string file) => BackupCommand.RunAsync(command, file);

[MethodImpl(MethodImplOptions.NoInlining)]
static Task<int> EraseAsync(string[] what) => EraseCommand.RunAsync(what);

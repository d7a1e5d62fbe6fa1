using FlowRuntime.Tests.Crash;

// The crash tests start this assembly again as the process that they kill.
return args is [CrashHost.Argument, var folder, var server]
    ? await CrashHost.RunAsync(folder, new Uri(server))
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

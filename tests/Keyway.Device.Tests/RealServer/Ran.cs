namespace Keyway.Device.Tests.RealServer;

/// <summary>What a program said and how it ended.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error);

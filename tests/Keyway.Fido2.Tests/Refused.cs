using Keyway.Errors;

namespace Keyway.Fido2.Tests;

internal static class Refused
{
    /// <summary>Asserts that a result is this refusal.</summary>
    public static void With<T>(KeywayError expected, Result<T> result)
        where T : notnull
    {
        Assert.False(result.Succeeded, $"Expected {expected.Code}, but it succeeded.");
        Assert.Equal(expected, result.Refusal.Error);
    }
}

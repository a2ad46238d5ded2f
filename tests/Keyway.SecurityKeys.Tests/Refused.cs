using Keyway.Errors;

namespace Keyway.SecurityKeys.Tests;

internal static class Refused
{
    /// <summary>Fails unless the result is refused with this error; gives the detail.</summary>
    public static string? With<T>(KeywayError expected, Result<T> result)
        where T : notnull
    {
        Assert.False(result.Succeeded, $"Expected {expected.Code}, but the step succeeded.");
        Assert.Equal(expected, result.Refusal.Error);
        return result.Refusal.Detail;
    }
}

using System.Net;

namespace Keyway.Connect.IdentityServer;

/// <summary>When an idempotent request is sent again, and how long to wait before.</summary>
internal static class RetryPolicy
{
    public const int MaximumAttempts = 4;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Null when the answer stands.</summary>
    /// <param name="attempt">How many have been made, from 1.</param>
    /// <param name="status">Null when the connection failed.</param>
    /// <param name="retryAfter">What the server asked for.</param>
    /// <param name="jitter">0 to 1, so that several connectors do not come back together.</param>
    public static TimeSpan? WaitBeforeNext(int attempt, HttpStatusCode? status, TimeSpan? retryAfter, double jitter)
    {
        if (attempt >= MaximumAttempts || status is not (null or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
            return null;

        var wait = TimeSpan.FromMilliseconds(200 * Math.Pow(2, attempt - 1) * (0.5 + (jitter / 2)));
        if (retryAfter is { } asked && asked > wait)
            wait = asked;
        return wait <= LongestWait ? wait : null;
    }
}

namespace Keyway.Server.AuthenticationMethods;

/// <summary><c>confirmLast=true</c> in the query: the person knows that the method that is removed is the last strong one.</summary>
internal static class LastMethodConfirmation
{
    /// <summary>Whatever is not exactly <c>true</c> is a no.</summary>
    public static bool Of(HttpContext http) => http.Request.Query["confirmLast"] is ["true"];
}

using Microsoft.Data.Sqlite;

namespace Keyway.Bench;

/// <summary>
/// Lets the rows and counts of the sign-in log fall as they are written: what a sign-in costs less then is what the log costs, but for handing its two statements to
/// SQLite. The server has no such switch, and shall have none.
/// </summary>
internal static class SignInLogSwitch
{
    public static void Off(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False;Default Timeout=60");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "CREATE TRIGGER BenchNoSignIn BEFORE INSERT ON SignIn BEGIN SELECT RAISE(IGNORE); END; "
            + "CREATE TRIGGER BenchNoSignInHour BEFORE INSERT ON SignInHour BEGIN SELECT RAISE(IGNORE); END;";
        command.ExecuteNonQuery();
    }
}

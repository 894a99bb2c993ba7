using System.Text;

namespace OnboardingFlow.Cli.Importing;

/// <summary>How a file's characters are written: UTF-8, or GB18030 as Chinese Windows saves CSV (its GBK and GB 2312 are parts of it).</summary>
internal static class FileEncoding
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Stops at what isn't UTF-8, rather than replacing a name's characters.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The encoding of that name.</summary>
    /// <param name="path">The file, read through for <c>auto</c>: what is UTF-8 throughout is UTF-8, anything else GB18030.</param>
    /// <param name="name"><c>auto</c>, <c>utf-8</c> or <c>gb18030</c>.</param>
    /// <exception cref="CliException">The file can't be read.</exception>
    public static Encoding Of(string path, string name)
    {
        try
        {
            return name == "gb18030" || (name == "auto" && !IsUtf8(path)) ? Gb18030 : Utf8;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} can't be read: {problem.Message}");
        }
    }

    private static bool IsUtf8(string path)
    {
        using var file = File.OpenRead(path);
        var decoder = Utf8.GetDecoder();
        var bytes = new byte[BufferBytes];
        var characters = new char[Utf8.GetMaxCharCount(BufferBytes)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;)
            {
                decoder.GetChars(bytes, 0, read, characters, 0, flush: false);
            }

            decoder.GetChars([], 0, 0, characters, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

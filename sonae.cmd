@echo off
rem The same door on Windows: finds a Python and hands over to the file "sonae" beside this one.
setlocal
where py >nul 2>nul
if errorlevel 1 goto plain
py -3 "%~dp0sonae" %*
exit /b %errorlevel%
:plain
where python >nul 2>nul
if errorlevel 1 goto none
python "%~dp0sonae" %*
exit /b %errorlevel%
:none
chcp 65001 >nul
echo Python 3.11以上が必要です。python.org から入れて、もう一度実行してください。 1>&2
exit /b 4
